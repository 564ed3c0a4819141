/**
 * What the desk hears (docs/desk-protocol.md), turned into typed values in this one place. A frame that
 * lacks what its type needs is refused as a whole; members that are not known are ignored.
 */

import type { User } from '../staff/session'

export const SUBPROTOCOL = 'amends.desk.v1'

/** A fencing token of the floor: only handed back as it came. */
export type Token = string | number

/** A conversation's id: only handed back as it came. */
export type Id = string | number

export interface Person {
  readonly id: string
  readonly display: string
}

export interface Agent extends Person {
  readonly available: boolean
}

export type Holder = 'bot' | 'waiting' | 'agent'

export interface Floor {
  readonly holder: Holder
  readonly agent: Person | null
  readonly token: Token
  readonly since: number
}

export interface Entry {
  readonly conversation: Id
  readonly case: string
  readonly holder: Holder
  readonly token: Token
  readonly agent: Person | null
  /** Unix milliseconds since which it waits or is held. */
  readonly since: number
  /** 1 (most urgent) to 4. */
  readonly priority: number
  readonly language: string
  readonly emotion: string
  /** 0 to 3. */
  readonly emotionLevel: number
  readonly channel: string
  readonly lastText: string
  readonly lastAt: number
  /** When the desk's earliest open promise to the customer is due, else 0. */
  readonly due: number
  /** An agent vanished: it waits before all others. */
  readonly front: boolean
}

export interface DeskLine {
  readonly seq: number
  readonly audience: 'customer' | 'internal'
  readonly withdrawn: boolean
  readonly from: 'customer' | 'bot' | 'agent' | 'system'
  readonly text: string
  readonly author: string
  readonly at: number
  readonly id: string
  readonly options: readonly string[]
}

/** What the customer was promised. `keptAt` is 0 while it is open. */
export interface Promised {
  readonly what: Words
  readonly owner: string
  readonly due: number
  readonly keptAt: number
}

export interface Case {
  readonly number: string
  readonly status: string
  readonly openedAt: number
  readonly closedAt: number
  readonly owner: string
  readonly firstOwner: string
  readonly phase: string
  readonly queue: Words
  readonly priority: number
  readonly reason: Words
  readonly fields: readonly Field[]
  readonly promises: readonly Promised[]
}

/** What a reader of each language reads. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/** What was collected, as a reader of each language reads it. */
export interface Field {
  readonly name: string
  readonly zh: FieldWords
  readonly en: FieldWords
}

export interface FieldWords {
  readonly label: string
  readonly value: string
}

export interface Customer {
  readonly name: string
  readonly locale: string
  readonly zone: string
  readonly channel: string
  readonly seen: number
}

export interface Result {
  readonly ok: boolean
  readonly code: string
  readonly message: string
  readonly floor: Floor | undefined
}

export type DeskFrame =
  | { type: 'hello'; user: User; now: number; available: boolean; heartbeat: number }
  | { type: 'queue'; entries: Entry[] }
  | { type: 'entry'; conversation: Id; entry: Entry | undefined }
  | {
      type: 'opened'
      conversation: Id
      lines: DeskLine[]
      case: Case | null
      floor: Floor
      customer: Customer
    }
  | { type: 'line'; conversation: Id; line: DeskLine }
  | { type: 'withdrawn'; conversation: Id; seqs: number[] }
  | { type: 'case'; conversation: Id; case: Case | null }
  | { type: 'floor'; conversation: Id; floor: Floor }
  | { type: 'typing'; conversation: Id; on: boolean }
  | { type: 'seen'; conversation: Id; seq: number }
  | { type: 'result'; request: number; result: Result }
  | { type: 'agents'; online: Agent[] }
  | { type: 'resync' }
  | { type: 'pong' }

type Json = Record<string, unknown>

const object = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined
const list = (value: unknown): Json[] =>
  Array.isArray(value) ? value.map(object).filter((each) => each !== undefined) : []
const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0)
/** An instant as Unix milliseconds, or as ISO 8601 text; 0 when there is none. */
const instant = (value: unknown): number =>
  typeof value === 'string' ? Date.parse(value) || 0 : number(value)
const opaque = (value: unknown): string | number => (typeof value === 'string' ? value : number(value))
const oneOf = <T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T =>
  allowed.find((each) => each === value) ?? otherwise
/** A person as an object, or only by name. */
const named = (value: unknown): string => text(object(value)?.display) || text(value)

function person(value: unknown): Person | null {
  const o = object(value)
  return o ? { id: text(o.id), display: text(o.display) || text(o.name) } : null
}

function user(value: unknown): User | undefined {
  const o = object(value)
  if (!o) return undefined
  const name = text(o.name)
  return { id: text(o.id), name, display: text(o.display) || name, role: text(o.role) }
}

const holder = (value: unknown): Holder => oneOf(value, ['bot', 'waiting', 'agent'], 'bot')

function floor(value: unknown): Floor | undefined {
  const o = object(value)
  return (
    o && { holder: holder(o.holder), agent: person(o.agent), token: opaque(o.token), since: instant(o.since) }
  )
}

function entry(o: Json): Entry {
  return {
    conversation: opaque(o.conversation),
    case: text(o.case),
    holder: holder(o.holder),
    token: opaque(o.token),
    agent: person(o.agent),
    since: instant(o.since),
    priority: Math.min(4, Math.max(1, number(o.priority) || 3)),
    language: text(o.language),
    emotion: text(o.emotion),
    emotionLevel: number(o.emotion_level),
    channel: text(o.channel),
    lastText: text(o.last_text),
    lastAt: instant(o.last_at),
    due: instant(o.due),
    front: o.front === true,
  }
}

function line(value: unknown): DeskLine | undefined {
  const o = object(value)
  if (!o || number(o.seq) < 1) return undefined
  return {
    seq: number(o.seq),
    audience: oneOf(o.audience, ['customer', 'internal'], 'customer'),
    withdrawn: o.state === 'withdrawn',
    from: oneOf(o.from, ['customer', 'bot', 'agent', 'system'], 'system'),
    text: text(o.text),
    author: named(o.author),
    at: instant(o.at),
    id: text(o.id),
    options: list(o.options).map((each) => text(each.label) || text(each.value)),
  }
}

function words(value: unknown): Words {
  const o = object(value)
  return { zh: text(o?.['zh-Hans']), en: text(o?.en) }
}

function fieldWords(field: Json, language: 'zh-Hans' | 'en'): FieldWords {
  const o = object(field[language])
  return { label: text(o?.label) || text(field.name), value: text(o?.value) }
}

function caseOf(value: unknown): Case | null {
  const o = object(value)
  if (!o) return null
  return {
    number: text(o.number),
    status: text(o.status),
    openedAt: instant(o.opened_at),
    closedAt: instant(o.closed_at),
    owner: named(o.owner),
    firstOwner: named(o.first_owner),
    phase: text(o.phase).replace('-', '_'),
    queue: words(o.queue),
    priority: number(o.priority),
    reason: words(o.reason),
    fields: list(o.fields).map((each) => ({
      name: text(each.name),
      zh: fieldWords(each, 'zh-Hans'),
      en: fieldWords(each, 'en'),
    })),
    promises: list(o.promises).map((each) => ({
      what: words(each.what),
      owner: named(each.owner),
      due: instant(each.due),
      keptAt: instant(each.kept_at),
    })),
  }
}

/** What the server said, or undefined for a frame that is broken or of a type that is not known. */
export function parseDeskFrame(data: unknown): DeskFrame | undefined {
  let o: Json | undefined
  try {
    o = object(JSON.parse(text(data)))
  } catch {
    return undefined
  }
  if (!o) return undefined
  const conversation = opaque(o.conversation)
  switch (o.type) {
    case 'hello': {
      const me = user(o.user)
      const heartbeat = number(o.heartbeat) || 25
      return me && { type: 'hello', user: me, now: number(o.now), available: o.available === true, heartbeat }
    }
    case 'queue':
      return { type: 'queue', entries: list(o.entries).map(entry) }
    case 'entry': {
      const inner = object(o.entry)
      if (!inner) return undefined
      const gone = inner.gone === true || inner.holder === 'bot'
      return {
        type: 'entry',
        conversation: opaque(inner.conversation),
        entry: gone ? undefined : entry(inner),
      }
    }
    case 'opened': {
      const held = floor(o.floor)
      const c = object(o.customer) ?? {}
      return (
        held && {
          type: 'opened',
          conversation,
          lines: list(o.lines)
            .map(line)
            .filter((each) => each !== undefined),
          case: caseOf(o.case),
          floor: held,
          customer: {
            name: text(c.name),
            locale: text(c.locale) || text(c.language),
            zone: text(c.zone),
            channel: text(c.channel),
            seen: number(c.seen),
          },
        }
      )
    }
    case 'line': {
      const said = line(o.line)
      return said && { type: 'line', conversation, line: said }
    }
    case 'withdrawn':
      return { type: 'withdrawn', conversation, seqs: Array.isArray(o.seqs) ? o.seqs.map(number) : [] }
    case 'case':
      return { type: 'case', conversation, case: caseOf(o.case) }
    case 'floor': {
      const held = floor(o.floor)
      return held && { type: 'floor', conversation, floor: held }
    }
    case 'typing':
      return { type: 'typing', conversation, on: o.on === true }
    case 'seen':
      return { type: 'seen', conversation, seq: number(o.seq) }
    case 'result': {
      const result = {
        ok: o.ok === true,
        code: text(o.code),
        message: text(o.message),
        floor: floor(o.floor),
      }
      return { type: 'result', request: number(o.request), result }
    }
    case 'agents':
      return {
        type: 'agents',
        online: list(o.online).map((each) => ({
          id: text(each.id),
          display: text(each.display),
          available: each.available === true,
        })),
      }
    case 'resync':
    case 'pong':
      return { type: o.type }
    default:
      return undefined
  }
}
