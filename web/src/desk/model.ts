/** What the desk knows, as one immutable value, and how each frame changes it. No socket, no page. */
import type { User } from '../staff/session'
import type { Agent, Case, Customer, DeskFrame, DeskLine, Entry, Floor, Id, Token } from './protocol'

export interface Chat {
  readonly conversation: Id
  /** Customer-visible lines in their order, with the notes between them. */
  readonly lines: readonly DeskLine[]
  readonly case: Case | null
  readonly floor: Floor
  readonly customer: Customer
  /** Until when the customer is believed to be typing. */
  readonly typingUntil: number
  /** The customer's cursor: everything up to it was displayed. */
  readonly seen: number
}

/** A reply or note that the server has not confirmed. */
export interface Outgoing {
  readonly id: string
  readonly conversation: Id
  readonly kind: 'reply' | 'note'
  readonly text: string
  readonly token: Token
  readonly at: number
  readonly state: 'sending' | 'failed'
  readonly error: string
}

/** `ended`: it cannot go on; `signed-out`: the session is over. */
export type Link = 'connecting' | 'live' | 'waiting' | 'ended' | 'signed-out'

export interface Desk {
  readonly link: Link
  readonly retryAt: number
  readonly me: User
  /** Server time minus the browser's. */
  readonly skew: number
  readonly available: boolean
  readonly entries: readonly Entry[]
  readonly chats: Readonly<Record<Id, Chat>>
  readonly agents: readonly Agent[]
  readonly outbox: readonly Outgoing[]
}

export function emptyDesk(me: User, outbox: readonly Outgoing[] = []): Desk {
  return {
    link: 'connecting',
    retryAt: 0,
    me,
    skew: 0,
    available: false,
    entries: [],
    chats: {},
    agents: [],
    outbox,
  }
}

/** Waiting chats: front first, then priority, then longest wait. Held chats: the last spoken first. */
export function byUrgency(a: Entry, b: Entry): number {
  return Number(b.front) - Number(a.front) || a.priority - b.priority || a.since - b.since
}

export interface Sections {
  readonly waiting: readonly Entry[]
  /** With the bot, but the desk has promised an answer. */
  readonly owed: readonly Entry[]
  readonly mine: readonly Entry[]
  readonly others: readonly Entry[]
}

export function sections(desk: Desk): Sections {
  const held = desk.entries.filter((each) => each.holder === 'agent').sort((a, b) => b.lastAt - a.lastAt)
  return {
    waiting: desk.entries.filter((each) => each.holder === 'waiting').sort(byUrgency),
    owed: desk.entries.filter((each) => each.holder === 'bot').sort((a, b) => a.due - b.due),
    mine: held.filter((each) => each.agent?.id === desk.me.id),
    others: held.filter((each) => each.agent?.id !== desk.me.id),
  }
}

const keyOf = (line: DeskLine): string => `${line.audience} ${String(line.seq)}`

/**
 * One list of two numberings: customer-visible lines by number, each note behind the last of them that is
 * not younger. A line that is there already is replaced.
 */
export function weave(lines: readonly DeskLine[]): DeskLine[] {
  const unique = [...new Map(lines.map((each) => [keyOf(each), each])).values()]
  const bySeq = (a: DeskLine, b: DeskLine) => a.seq - b.seq
  const notes = unique.filter((each) => each.audience === 'internal').sort(bySeq)
  const woven: DeskLine[] = []
  for (const line of unique.filter((each) => each.audience === 'customer').sort(bySeq)) {
    while (notes[0] && notes[0].at < line.at) woven.push(...notes.splice(0, 1))
    woven.push(line)
  }
  return [...woven, ...notes]
}

export function hear(desk: Desk, frame: DeskFrame, now: number): Desk {
  switch (frame.type) {
    case 'hello':
      return { ...desk, link: 'live', me: frame.user, skew: frame.now - now, available: frame.available }
    case 'queue':
      return { ...desk, entries: frame.entries }
    case 'entry': {
      const rest = desk.entries.filter((each) => each.conversation !== frame.conversation)
      return { ...desk, entries: frame.entry ? [...rest, frame.entry] : rest }
    }
    case 'opened': {
      const { conversation, case: file, floor, customer } = frame
      const seen = Math.max(customer.seen, desk.chats[conversation]?.seen ?? 0)
      const chat: Chat = {
        conversation,
        lines: weave(frame.lines),
        case: file,
        floor,
        customer,
        typingUntil: 0,
        seen,
      }
      return arrived({ ...desk, chats: { ...desk.chats, [conversation]: chat } }, frame.lines)
    }
    case 'line':
      return arrived(
        change(desk, frame.conversation, (chat) => ({
          lines: weave([...chat.lines, frame.line]),
          ...(frame.line.from === 'customer' ? { typingUntil: 0 } : {}),
        })),
        [frame.line],
      )
    case 'withdrawn':
      return change(desk, frame.conversation, (chat) => ({
        lines: chat.lines.map((each) =>
          each.audience === 'customer' && frame.seqs.includes(each.seq) ? { ...each, withdrawn: true } : each,
        ),
      }))
    case 'case':
      return change(desk, frame.conversation, () => ({ case: frame.case }))
    case 'floor':
      return change(desk, frame.conversation, () => ({ floor: frame.floor }))
    case 'typing':
      return change(desk, frame.conversation, () => ({ typingUntil: frame.on ? now + 8000 : 0 }))
    case 'seen':
      return change(desk, frame.conversation, (chat) => ({ seen: Math.max(chat.seen, frame.seq) }))
    case 'agents':
      return { ...desk, agents: frame.online }
    case 'result':
    case 'resync':
    case 'pong':
      return desk
  }
}

function change(desk: Desk, conversation: Id, by: (chat: Chat) => Partial<Chat>): Desk {
  const chat = desk.chats[conversation]
  if (!chat) return desk
  return { ...desk, chats: { ...desk.chats, [conversation]: { ...chat, ...by(chat) } } }
}

/** What was sent and is now in the transcript is no longer on its way. */
function arrived(desk: Desk, lines: readonly DeskLine[]): Desk {
  const ids = new Set(lines.map((each) => each.id).filter((id) => id !== ''))
  const outbox = desk.outbox.filter((each) => !ids.has(each.id))
  return outbox.length === desk.outbox.length ? desk : { ...desk, outbox }
}
