/**
 * The customer's side of `amends.chat.v1` as a pure state machine: `step` takes a state, an event, the time
 * and a random number, and gives the next state and what is to be done. It knows no socket, timer, storage
 * or page; `client.ts` performs what it decides.
 */
import { backoff, verdictOf } from './backoff'
import { MAX_TEXT, parseFrame } from './protocol'
import type { ClientFrame, Holder, Line, Say, ServerFrame } from './protocol'
import * as transcript from './transcript'
import type { Request, Transcript } from './transcript'

/** A message of the customer's that the server has not yet shown to be part of the conversation. */
export interface Unsent extends Say {
  /** Unix milliseconds. */
  readonly at: number
  /** `sending`: kept until it is acknowledged; `stored`: acknowledged; `failed`: the customer must decide. */
  readonly state: 'sending' | 'stored' | 'failed'
  /** Why it failed: a code of the protocol's. */
  readonly error: string
  /** Its number once it is stored, else 0. */
  readonly seq: number
  readonly tries: number
}

/** `idle`: nobody wants a connection; `waiting`: until the next try; `ended`: it cannot go on. */
export type Phase = 'idle' | 'connecting' | 'greeting' | 'live' | 'waiting' | 'ended'

export interface Saved {
  readonly token: string
  readonly seen: number
  readonly generation: string
}

export interface Setting {
  readonly locale: string
  readonly zone: string
  readonly tree: string
}

export interface State extends Saved {
  readonly setting: Setting
  readonly phase: Phase
  /** When the phase was entered. */
  readonly since: number
  /** Number of the connection in use; what others say is ignored. */
  readonly connection: number
  readonly attempt: number
  readonly retryAt: number
  readonly heartbeat: number
  readonly spoke: number
  readonly heard: number
  /** When the first frame went out that nothing was heard after; 0 when none. */
  readonly unanswered: number
  readonly pings: number
  readonly transcript: Transcript
  readonly gapSince: number
  readonly asked: (Request & { readonly at: number }) | undefined
  readonly unsent: readonly Unsent[]
  /** The unsent message that is under way on this connection: one at a time keeps their order. */
  readonly underWay: { readonly id: string; readonly at: number } | undefined
  readonly holdUntil: number
  readonly floor: Holder
  readonly agent: string
  /** Who types, and until when that is believed. */
  readonly typing: { readonly bot: number; readonly agent: number }
  readonly greeting: string
  readonly title: string
  readonly seenTold: number
  readonly typingTold: number
  readonly typingUntil: number
  /** Close code that ended it, else 0. */
  readonly ended: number
  /** Whether a welcome has come at least once. */
  readonly welcomed: boolean
}

export type Event =
  | { readonly on: 'start' }
  | { readonly on: 'stop' }
  | { readonly on: 'tick' }
  | { readonly on: 'online' }
  | { readonly on: 'opened'; readonly connection: number }
  | { readonly on: 'frame'; readonly connection: number; readonly data: unknown }
  | { readonly on: 'closed'; readonly connection: number; readonly code: number }
  | { readonly on: 'say'; readonly message: Say }
  | { readonly on: 'retry'; readonly id: string; readonly fresh: string }
  | { readonly on: 'discard'; readonly id: string }
  | { readonly on: 'typing' }
  | { readonly on: 'seen'; readonly seq: number }
  | { readonly on: 'older' }
  | { readonly on: 'setting'; readonly setting: Setting }
  | { readonly on: 'adopt'; readonly saved: Saved }

export type Effect =
  | { readonly do: 'connect'; readonly connection: number }
  | { readonly do: 'send'; readonly frame: ClientFrame }
  | { readonly do: 'close'; readonly code: number }

export interface Now {
  /** Unix milliseconds; may jump. */
  readonly time: number
  /** 0 to 1. */
  readonly random: number
}

export const LIMITS = {
  unsent: 50,
  connect: 12_000,
  ack: 10_000,
  gap: 1500,
  history: 8000,
  stable: 10_000,
  tries: 6,
  page: 40,
} as const

export function initial(setting: Setting, saved: Saved, unsent: readonly Unsent[] = []): State {
  return {
    ...saved,
    setting,
    phase: 'idle',
    since: 0,
    connection: 0,
    attempt: 0,
    retryAt: 0,
    heartbeat: 25_000,
    spoke: 0,
    heard: 0,
    unanswered: 0,
    pings: 0,
    transcript: transcript.empty,
    gapSince: 0,
    asked: undefined,
    unsent,
    underWay: undefined,
    holdUntil: 0,
    floor: 'bot',
    agent: '',
    typing: { bot: 0, agent: 0 },
    greeting: '',
    title: '',
    seenTold: 0,
    typingTold: 0,
    typingUntil: 0,
    ended: 0,
    welcomed: false,
  }
}

type Draft = { -readonly [K in keyof State]: State[K] }

export function step(state: State, event: Event, now: Now): { state: State; effects: Effect[] } {
  const s: Draft = { ...state }
  const out: Effect[] = []
  apply(s, event, now, out)
  settle(s, now, out)
  return { state: s, effects: out }
}

function apply(s: Draft, event: Event, now: Now, out: Effect[]): void {
  switch (event.on) {
    case 'start':
      if (s.phase === 'idle' || s.phase === 'ended') connect(s, now, out)
      return
    case 'stop':
      return rest(s, now, out)
    case 'tick':
      return tick(s, now, out)
    case 'online':
      if (s.phase === 'waiting') connect(s, now, out)
      return
    case 'opened':
      if (event.connection !== s.connection || s.phase !== 'connecting') return
      enter(s, 'greeting', now)
      s.heard = now.time
      s.unanswered = 0
      return send(s, now, out, {
        type: 'hello',
        token: s.token,
        after: transcript.top(s.transcript),
        generation: s.generation,
        locale: s.setting.locale,
        zone: s.setting.zone,
        ...(s.setting.tree ? { tree: s.setting.tree } : {}),
      })
    case 'frame': {
      if (event.connection !== s.connection || (s.phase !== 'greeting' && s.phase !== 'live')) return
      s.heard = now.time
      s.unanswered = 0
      const frame = parseFrame(event.data)
      if (frame) receive(s, frame, now)
      return
    }
    case 'closed':
      if (event.connection === s.connection && isAttached(s)) lost(s, event.code, now)
      return
    case 'say':
      return say(s, event.message, now, out)
    case 'retry':
      return retry(s, event.id, event.fresh, now)
    case 'discard':
      s.unsent = s.unsent.filter((each) => each.id !== event.id || each.state !== 'failed')
      return
    case 'typing':
      return typing(s, now, out)
    case 'seen':
      s.seen = Math.max(s.seen, Math.min(event.seq, transcript.top(s.transcript)))
      return
    case 'older':
      if (s.transcript.lines.length > 0) {
        const want = Math.max(1, transcript.lowest(s.transcript) - LIMITS.page)
        s.transcript = { ...s.transcript, want: Math.min(s.transcript.want, want) }
      }
      return
    case 'setting':
      return change(s, event.setting, now, out)
    case 'adopt':
      forget(s)
      Object.assign(s, event.saved)
      if (s.phase !== 'idle') reconnect(s, now, out)
      return
  }
}

// Connection

const isAttached = (s: State): boolean =>
  s.phase === 'connecting' || s.phase === 'greeting' || s.phase === 'live'

function enter(s: Draft, phase: Phase, now: Now): void {
  s.phase = phase
  s.since = now.time
}

function connect(s: Draft, now: Now, out: Effect[]): void {
  enter(s, 'connecting', now)
  s.connection += 1
  s.ended = 0
  s.asked = undefined
  s.underWay = undefined
  s.gapSince = 0
  s.seenTold = 0
  s.typing = { bot: 0, agent: 0 }
  out.push({ do: 'connect', connection: s.connection })
}

function reconnect(s: Draft, now: Now, out: Effect[]): void {
  if (isAttached(s)) out.push({ do: 'close', code: 1000 })
  connect(s, now, out)
}

function rest(s: Draft, now: Now, out: Effect[]): void {
  if (isAttached(s)) out.push({ do: 'close', code: 1000 })
  enter(s, 'idle', now)
  s.connection += 1
}

function lost(s: Draft, code: number, now: Now): void {
  if (s.phase === 'live' && now.time - s.since >= LIMITS.stable) s.attempt = 0
  s.underWay = undefined
  s.asked = undefined
  s.typing = { bot: 0, agent: 0 }
  const verdict = verdictOf(code)
  if (verdict === 'rest') return enter(s, 'idle', now)
  if (verdict === 'give-up') {
    enter(s, 'ended', now)
    s.ended = code
    return
  }
  if (verdict === 'new-visitor') forget(s)
  enter(s, 'waiting', now)
  s.retryAt = now.time + backoff(s.attempt, now.random, verdict === 'retry-slowly')
  s.attempt += 1
}

/** Breaks a connection that no longer answers. */
function abandon(s: Draft, now: Now, out: Effect[]): void {
  out.push({ do: 'close', code: 1000 })
  lost(s, 1006, now)
  s.connection += 1
}

function forget(s: Draft): void {
  s.token = ''
  s.generation = ''
  s.seen = 0
  s.transcript = transcript.empty
  s.floor = 'bot'
  s.agent = ''
  s.unsent = s.unsent.filter((each) => each.state !== 'stored')
}

function change(s: Draft, setting: Setting, now: Now, out: Effect[]): void {
  const differs = setting.locale !== s.setting.locale || setting.tree !== s.setting.tree
  s.setting = setting
  // The greeting is in the language of the hello; nothing else is said twice.
  if (differs && isAttached(s) && s.transcript.highest === 0) reconnect(s, now, out)
}

function send(s: Draft, now: Now, out: Effect[], frame: ClientFrame): void {
  s.spoke = now.time
  if (s.unanswered === 0) s.unanswered = now.time
  out.push({ do: 'send', frame })
}

// Messages of the customer

function say(s: Draft, message: Say, now: Now, out: Effect[]): void {
  const length = Array.from(message.text).length
  if (length === 0 || length > MAX_TEXT || s.unsent.length >= LIMITS.unsent) return
  if (s.unsent.some((each) => each.id === message.id)) return
  const unsent: Unsent = { ...message, at: now.time, state: 'sending', error: '', seq: 0, tries: 0 }
  s.unsent = [...s.unsent, unsent]
  s.typingUntil = 0
  if (s.phase === 'idle') connect(s, now, out)
}

function retry(s: Draft, id: string, fresh: string, now: Now): void {
  const failed = s.unsent.find((each) => each.id === id && each.state === 'failed')
  if (!failed) return
  const unusable = failed.error === 'id_reused' || failed.error === 'bad_id'
  const again: Unsent = {
    ...failed,
    id: unusable ? fresh : id,
    at: now.time,
    state: 'sending',
    error: '',
    tries: 0,
  }
  s.unsent = [...s.unsent.filter((each) => each !== failed), again]
}

const update = (s: Draft, id: string, change: Partial<Unsent>): void => {
  s.unsent = s.unsent.map((each) => (each.id === id ? { ...each, ...change } : each))
}

function refused(s: Draft, frame: ServerFrame & { type: 'error' }, now: Now): void {
  const message = s.unsent.find((each) => each.id === frame.id && each.state === 'sending')
  if (!message) return
  if (s.underWay?.id === frame.id) s.underWay = undefined
  const passing = frame.code === 'busy' || frame.code === 'unavailable' || frame.code === 'too_fast'
  if (passing && message.tries + 1 < LIMITS.tries) {
    update(s, frame.id, { tries: message.tries + 1 })
    s.holdUntil = now.time + Math.max(500, backoff(message.tries + 1, now.random))
  } else {
    update(s, frame.id, { state: 'failed', error: frame.code || 'refused' })
  }
}

/** A stored message is part of the conversation as soon as its line is held. */
function dropArrived(s: Draft): void {
  if (s.unsent.length === 0) return
  const high = transcript.top(s.transcript)
  const ids = new Set(s.transcript.lines.filter((each) => each.id !== '').map((each) => each.id))
  const rest = s.unsent.filter((each) => !ids.has(each.id) && (each.seq === 0 || each.seq > high))
  if (rest.length !== s.unsent.length) s.unsent = rest
  if (s.underWay && !rest.some((each) => each.id === s.underWay?.id)) s.underWay = undefined
}

function typing(s: Draft, now: Now, out: Effect[]): void {
  s.typingUntil = now.time + 5000
  if (s.phase !== 'live' || now.time - s.typingTold < 3000) return
  s.typingTold = now.time
  send(s, now, out, { type: 'typing', on: true })
}

// What the server says

function receive(s: Draft, frame: ServerFrame, now: Now): void {
  switch (frame.type) {
    case 'welcome':
      if (s.phase === 'greeting') welcome(s, frame, now)
      return
    case 'line':
      return heardLine(s, frame.line, now)
    case 'ack':
      if (s.underWay?.id === frame.id) s.underWay = undefined
      update(s, frame.id, { state: 'stored', seq: frame.seq, error: '' })
      learn(s, transcript.known(s.transcript, frame.seq), now)
      return
    case 'typing':
      s.typing = { ...s.typing, [frame.from]: frame.on ? now.time + 30_000 : 0 }
      return
    case 'floor':
      s.floor = frame.holder
      s.agent = frame.agent
      s.typing = frame.holder === 'agent' ? { ...s.typing, bot: 0 } : { ...s.typing, agent: 0 }
      return
    case 'history':
      if (!s.asked) {
        s.transcript = transcript.add(s.transcript, frame.lines)
        return
      }
      s.transcript = transcript.answered(s.transcript, s.asked, frame.lines, frame.more)
      s.asked = undefined
      s.gapSince = now.time
      return
    case 'resync':
      // The lines follow by themselves: only the patience with the gap starts anew.
      s.gapSince = now.time
      return
    case 'error':
      return refused(s, frame, now)
    case 'pong':
      return
  }
}

function welcome(s: Draft, frame: ServerFrame & { type: 'welcome' }, now: Now): void {
  if (frame.reset) {
    s.transcript = transcript.empty
    s.seen = Math.min(s.seen, frame.last)
  }
  if (s.generation !== '' && frame.generation !== s.generation) s.seen = 0
  s.token = frame.token
  s.generation = frame.generation
  s.transcript = transcript.known(s.transcript, frame.last)
  s.greeting = frame.greeting
  s.title = frame.title
  s.floor = frame.floor
  s.agent = frame.agent
  s.heartbeat = frame.heartbeat * 1000
  s.gapSince = now.time
  s.welcomed = true
  enter(s, 'live', now)
}

/** While nothing is missing, or what is missing comes by itself, there is nothing to ask the store for. */
function learn(s: Draft, next: Transcript, now: Now): void {
  const moved = transcript.top(next) > transcript.top(s.transcript)
  if (moved || !transcript.hasGap(s.transcript)) s.gapSince = now.time
  s.transcript = next
}

function heardLine(s: Draft, line: Line, now: Now): void {
  learn(s, transcript.add(s.transcript, [line]), now)
  if (line.from === 'bot' || line.from === 'agent') s.typing = { ...s.typing, [line.from]: 0 }
}

// Time

function tick(s: Draft, now: Now, out: Effect[]): void {
  if (s.typing.bot > 0 && s.typing.bot <= now.time) s.typing = { ...s.typing, bot: 0 }
  if (s.typing.agent > 0 && s.typing.agent <= now.time) s.typing = { ...s.typing, agent: 0 }
  if (s.phase === 'waiting' && now.time >= s.retryAt) return connect(s, now, out)
  if ((s.phase === 'connecting' || s.phase === 'greeting') && now.time - s.since >= LIMITS.connect) {
    return abandon(s, now, out)
  }
  if (s.phase !== 'live') return
  if (now.time >= silentAt(s)) return abandon(s, now, out)
  if (s.underWay && now.time - s.underWay.at >= LIMITS.ack) s.underWay = undefined
  if (s.asked && now.time - s.asked.at >= LIMITS.history) s.asked = undefined
  if (s.typingTold > 0 && s.typingUntil <= now.time && now.time - s.typingTold >= 1000) {
    s.typingTold = 0
    send(s, now, out, { type: 'typing', on: false })
  }
  if (now.time - s.spoke >= s.heartbeat) {
    s.pings += 1
    send(s, now, out, { type: 'ping', n: s.pings })
  }
}

/**
 * When the connection counts as broken: two heartbeats without a frame, of which one after something was
 * sent, because a browser may let a hidden page sleep for longer than that.
 */
const silentAt = (s: State): number =>
  s.unanswered === 0 ? Infinity : Math.max(s.heard + 2 * s.heartbeat, s.unanswered + s.heartbeat)

/** What every event may make due: the next message, the cursor, what is missing. */
function settle(s: Draft, now: Now, out: Effect[]): void {
  dropArrived(s)
  if (s.phase !== 'live') return
  if (!s.underWay && now.time >= s.holdUntil) {
    const next = s.unsent.find((each) => each.state === 'sending')
    if (next) {
      s.underWay = { id: next.id, at: now.time }
      const { id, text, option, question } = next
      send(s, now, out, { type: 'say', id, text, ...(option ? { option, question: question ?? '' } : {}) })
    }
  }
  if (s.seen > s.seenTold) {
    s.seenTold = s.seen
    send(s, now, out, { type: 'seen', seq: s.seen })
  }
  const request = transcript.missing(s.transcript)
  if (request && !s.asked && (!request.upward || now.time - s.gapSince >= LIMITS.gap)) {
    s.asked = { ...request, at: now.time }
    send(s, now, out, { type: 'history', before: request.before, limit: request.limit })
  }
}

/** When `tick` must come next, in Unix milliseconds; undefined when nothing is due by time alone. */
export function wakeAt(s: State): number | undefined {
  const due: number[] = []
  if (s.phase === 'waiting') due.push(s.retryAt)
  if (s.phase === 'connecting' || s.phase === 'greeting') due.push(s.since + LIMITS.connect)
  if (s.phase === 'live') {
    due.push(silentAt(s), s.spoke + s.heartbeat)
    if (s.underWay) due.push(s.underWay.at + LIMITS.ack)
    else if (s.unsent.some((each) => each.state === 'sending')) due.push(s.holdUntil)
    if (s.asked) due.push(s.asked.at + LIMITS.history)
    else if (transcript.hasGap(s.transcript)) due.push(s.gapSince + LIMITS.gap)
    if (s.typingTold > 0) due.push(Math.max(s.typingUntil, s.typingTold + 1000))
    if (s.typing.bot > 0) due.push(s.typing.bot)
    if (s.typing.agent > 0) due.push(s.typing.agent)
  }
  return due.length > 0 ? Math.min(...due) : undefined
}

/** Lines to show: the run without what was withdrawn. */
export const visible = (s: State): Line[] => s.transcript.lines.filter((each) => !each.withdrawn)

/** How many lines of others the customer has not seen. */
export const unread = (s: State): number =>
  s.transcript.lines.filter((each) => !each.withdrawn && each.from !== 'customer' && each.seq > s.seen).length

/**
 * The line whose quick replies are open: the newest that offers any, until one is pressed or typed, or the
 * conversation has gone on without it.
 */
export function openQuestion(s: State): Line | undefined {
  if (s.floor === 'agent') return undefined
  const lines = visible(s)
  const index = lines.findLastIndex((each) => each.options.length > 0)
  const line = lines[index]
  if (!line) return undefined
  const answers = new Set(line.options.flatMap((each) => [each.label, each.value]))
  const later = lines.slice(index + 1)
  const spoke = later.findIndex((each) => each.from === 'customer')
  const goneOn = spoke >= 0 && later.slice(spoke).some((each) => each.from !== 'customer')
  const answered =
    later.some((each) => each.from === 'customer' && answers.has(each.text)) ||
    s.unsent.some((each) => each.state !== 'failed' && (each.option !== undefined || answers.has(each.text)))
  return goneOn || answered ? undefined : line
}
