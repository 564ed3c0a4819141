import { useCallback, useState } from 'react'
import type { OutboxMemory } from './client'
import type { Outgoing } from './model'
import type { Id } from './protocol'

function read(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key)
  } catch {
    return null
  }
}

function write(storage: () => Storage, key: string, value: string): void {
  try {
    if (value === '') storage().removeItem(key)
    else storage().setItem(key, value)
  } catch {
    // Storage is full or forbidden: it lasts as long as the page.
  }
}

const local = () => localStorage
const session = () => sessionStorage

/** A setting of this browser's. */
export function useSetting(key: string, fallback: string): [string, (value: string) => void] {
  const [value, setValue] = useState(() => read(local, `amends.desk.${key}`) ?? fallback)
  const change = useCallback(
    (next: string) => {
      setValue(next)
      write(local, `amends.desk.${key}`, next)
    },
    [key],
  )
  return [value, change]
}

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
