import { local, read, session, write } from '../staff/storage'
import type { OutboxMemory } from './client'
import type { Outgoing } from './model'
import type { Id } from './protocol'

/** Drafts outlive a reload and a break; one for each conversation and kind. */
export const drafts = {
  read: (user: string, conversation: Id, kind: string): string =>
    read(local, `amends.draft.${user}.${String(conversation)}.${kind}`) ?? '',
  write: (user: string, conversation: Id, kind: string, text: string): void => {
    write(local, `amends.draft.${user}.${String(conversation)}.${kind}`, text)
  },
}

const isOutgoing = (value: unknown): value is Outgoing => {
  if (typeof value !== 'object' || value === null) return false
  const o = value as Partial<Record<keyof Outgoing, unknown>>
  return typeof o.id === 'string' && o.conversation !== undefined && typeof o.text === 'string'
}

/** What this tab has not had confirmed, for one user. */
export function outboxMemory(user: string): OutboxMemory {
  const key = `amends.outbox.${user}`
  return {
    load() {
      try {
        const value: unknown = JSON.parse(read(session, key) ?? '[]')
        return Array.isArray(value) ? value.filter(isOutgoing) : []
      } catch {
        return []
      }
    },
    save(outbox) {
      write(session, key, outbox.length === 0 ? '' : JSON.stringify(outbox))
    },
  }
}
