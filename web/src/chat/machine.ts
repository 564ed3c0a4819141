/**
 * The customer's side of `amends.chat.v1` as a pure state machine: `step` takes a state, an event, the time
 * and a random number, and gives the next state and what is to be done. It knows no socket, timer, storage
 * or page; `client.ts` performs what it decides.
 */
import { abandon, change, connect, forget, hello, isAttached, lost, reconnect, rest, send, silentAt } from './connection' // prettier-ignore
import { hear } from './hearing'
import * as outbox from './outbox'
import { parseFrame } from './protocol'
import { LIMITS } from './state'
import type { Draft, Effect, Event, Now, State } from './state'
import * as transcript from './transcript'

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
      return wake(s, now, out)
    case 'stop':
      return rest(s, now, out)
    case 'tick':
      return tick(s, now, out)
    case 'online':
      if (s.phase === 'waiting') connect(s, now, out)
      return
    case 'opened':
      if (event.connection === s.connection && s.phase === 'connecting') hello(s, now, out)
      return
    case 'frame': {
      if (event.connection !== s.connection || (s.phase !== 'greeting' && s.phase !== 'live')) return
      s.heard = now.time
      s.unanswered = 0
      const frame = parseFrame(event.data)
      if (frame) hear(s, frame, now)
      return
    }
    case 'closed':
      if (event.connection === s.connection && isAttached(s)) lost(s, event.code, now)
      return
    case 'say':
      outbox.say(s, event.message, now)
      if (outbox.next(s)) wake(s, now, out)
      return
    case 'retry':
      outbox.retry(s, event.id, event.fresh, now)
      if (outbox.next(s)) wake(s, now, out)
      return
    case 'discard':
      return outbox.discard(s, event.id)
    case 'typing':
      return typing(s, now, out)
    case 'seen':
      s.seen = Math.max(s.seen, Math.min(event.seq, transcript.top(s.transcript)))
      return
    case 'older':
      return older(s)
    case 'setting':
      return change(s, event.setting, now, out)
    case 'adopt':
      forget(s)
      Object.assign(s, event.saved)
      if (s.phase !== 'idle') reconnect(s, now, out)
      return
  }
}

function wake(s: Draft, now: Now, out: Effect[]): void {
  if (s.phase === 'idle' || s.phase === 'ended') connect(s, now, out)
}

function older(s: Draft): void {
  if (s.transcript.lines.length === 0) return
  const want = Math.max(1, transcript.lowest(s.transcript) - LIMITS.page)
  s.transcript = { ...s.transcript, want: Math.min(s.transcript.want, want) }
}

function typing(s: Draft, now: Now, out: Effect[]): void {
  s.typingUntil = now.time + 5000
  if (s.phase !== 'live' || now.time - s.typingTold < 3000) return
  s.typingTold = now.time
  send(s, now, out, { type: 'typing', on: true })
}

function tick(s: Draft, now: Now, out: Effect[]): void {
  if (s.typing.bot > 0 && s.typing.bot <= now.time) s.typing = { ...s.typing, bot: 0 }
  if (s.typing.agent > 0 && s.typing.agent <= now.time) s.typing = { ...s.typing, agent: 0 }
  if (s.phase === 'waiting' && now.time >= s.retryAt) return connect(s, now, out)
  if ((s.phase === 'connecting' || s.phase === 'greeting') && now.time - s.since >= LIMITS.connect) {
    return abandon(s, now, out)
  }
  if (s.phase !== 'live') return
  if (now.time >= silentAt(s)) return abandon(s, now, out)
  if (s.underWay && now.time - s.underWay.at >= LIMITS.ack) outbox.unanswered(s, now)
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

/** What every event may make due: the next message, the cursor, what is missing. */
function settle(s: Draft, now: Now, out: Effect[]): void {
  outbox.dropArrived(s)
  if (s.phase !== 'live') return
  if (!s.underWay && now.time >= s.holdUntil) {
    const next = outbox.next(s)
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
    else if (outbox.next(s)) due.push(s.holdUntil)
    if (s.asked) due.push(s.asked.at + LIMITS.history)
    else if (transcript.hasGap(s.transcript)) due.push(s.gapSince + LIMITS.gap)
    if (s.typingTold > 0) due.push(Math.max(s.typingUntil, s.typingTold + 1000))
    if (s.typing.bot > 0) due.push(s.typing.bot)
    if (s.typing.agent > 0) due.push(s.typing.agent)
  }
  return due.length > 0 ? Math.min(...due) : undefined
}
