/**
 * The frames of `amends.chat.v1` (docs/chat-protocol.md) and the only place where what the server sent
 * becomes typed values. Members that are not known are ignored; a frame that lacks what its type needs is
 * refused as a whole.
 */

export const SUBPROTOCOL = 'amends.chat.v1'

/** The longest message a customer may send, in characters (code points). */
export const MAX_TEXT = 4000

export type Speaker = 'customer' | 'bot' | 'agent' | 'system'
export type Holder = 'bot' | 'waiting' | 'agent'

export interface Option {
  readonly value: string
  readonly label: string
}

/** One line of the conversation. A withdrawn line keeps its number and shows nothing. */
export interface Line {
  readonly seq: number
  readonly from: Speaker
  readonly text: string
  /** Unix milliseconds. */
  readonly at: number
  readonly author: string
  /** The client's own id of a customer's line, else empty. */
  readonly id: string
  readonly options: readonly Option[]
  readonly question: string
  readonly withdrawn: boolean
}

export interface Say {
  readonly id: string
  readonly text: string
  readonly option?: string | undefined
  readonly question?: string | undefined
}

export type ClientFrame =
  | {
      readonly type: 'hello'
      readonly token: string
      readonly after: number
      readonly generation: string
      readonly locale: string
      readonly zone: string
      readonly tree?: string
    }
  | ({ readonly type: 'say' } & Say)
  | { readonly type: 'typing'; readonly on: boolean }
  | { readonly type: 'seen'; readonly seq: number }
  | { readonly type: 'history'; readonly before: number; readonly limit: number }
  | { readonly type: 'ping'; readonly n: number }

export type ServerFrame =
  | {
      readonly type: 'welcome'
      readonly token: string
      readonly generation: string
      readonly last: number
      readonly reset: boolean
      readonly greeting: string
      readonly title: string
      readonly floor: Holder
      readonly agent: string
      /** Seconds. */
      readonly heartbeat: number
    }
  | { readonly type: 'line'; readonly line: Line }
  | { readonly type: 'ack'; readonly id: string; readonly seq: number }
  | { readonly type: 'typing'; readonly from: 'bot' | 'agent'; readonly on: boolean }
  | { readonly type: 'floor'; readonly holder: Holder; readonly agent: string }
  | { readonly type: 'history'; readonly lines: readonly Line[]; readonly more: boolean }
  | { readonly type: 'resync'; readonly after: number }
  | { readonly type: 'error'; readonly code: string; readonly message: string; readonly id: string }
  | { readonly type: 'pong'; readonly n: number }

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const sequence = (value: unknown): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : -1

const oneOf = <T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T =>
  allowed.find((each) => each === value) ?? otherwise

const holder = (value: unknown): Holder => oneOf(value, ['bot', 'waiting', 'agent'], 'bot')

function parseOptions(value: unknown): Option[] {
  if (!Array.isArray(value)) return []
  return value
    .filter(isObject)
    .map((each) => ({ value: text(each.value), label: text(each.label) || text(each.value) }))
    .filter((each) => each.value !== '')
}

function parseLine(value: unknown): Line | undefined {
  if (!isObject(value)) return undefined
  const seq = sequence(value.seq)
  if (seq < 1) return undefined
  return {
    seq,
    from: oneOf(value.from, ['customer', 'bot', 'agent', 'system'], 'system'),
    text: text(value.text),
    at: typeof value.at === 'number' ? value.at : 0,
    author: text(value.author),
    id: text(value.id),
    options: parseOptions(value.options),
    question: text(value.question),
    withdrawn: value.withdrawn === true,
  }
}

/** What the server sent, or undefined for a frame that is broken or of a type that is not known. */
export function parseFrame(data: unknown): ServerFrame | undefined {
  if (typeof data !== 'string') return undefined
  let frame: unknown
  try {
    frame = JSON.parse(data)
  } catch {
    return undefined
  }
  if (!isObject(frame)) return undefined
  switch (frame.type) {
    case 'welcome': {
      const last = sequence(frame.last)
      if (last < 0 || typeof frame.token !== 'string') return undefined
      const beat = frame.heartbeat
      return {
        type: 'welcome',
        token: frame.token,
        generation: text(frame.generation),
        last,
        reset: frame.reset === true,
        greeting: text(frame.greeting),
        title: text(frame.title),
        floor: holder(frame.floor),
        agent: text(frame.agent),
        heartbeat: typeof beat === 'number' && beat >= 1 && beat <= 3600 ? beat : 25,
      }
    }
    case 'line': {
      const line = parseLine(frame)
      return line && { type: 'line', line }
    }
    case 'ack': {
      const seq = sequence(frame.seq)
      return seq < 1 ? undefined : { type: 'ack', id: text(frame.id), seq }
    }
    case 'typing':
      return { type: 'typing', from: oneOf(frame.from, ['bot', 'agent'], 'bot'), on: frame.on === true }
    case 'floor':
      return { type: 'floor', holder: holder(frame.holder), agent: text(frame.agent) }
    case 'history': {
      if (!Array.isArray(frame.lines)) return undefined
      const lines = frame.lines.map(parseLine).filter((each) => each !== undefined)
      return { type: 'history', lines, more: frame.more === true }
    }
    case 'resync':
      return { type: 'resync', after: Math.max(0, sequence(frame.after)) }
    case 'error':
      return { type: 'error', code: text(frame.code), message: text(frame.message), id: text(frame.id) }
    case 'pong':
      return { type: 'pong', n: Math.max(0, sequence(frame.n)) }
    default:
      return undefined
  }
}
