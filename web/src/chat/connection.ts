/** The connection's life: made, greeted, lost, made again. Sockets and timers are the client's. */
import { backoff, verdictOf } from './backoff'
import * as outbox from './outbox'
import type { ClientFrame } from './protocol'
import { LIMITS } from './state'
import type { Draft, Effect, Now, Phase, Setting, State } from './state'
import * as transcript from './transcript'

export const isAttached = (s: State): boolean =>
  s.phase === 'connecting' || s.phase === 'greeting' || s.phase === 'live'

export function enter(s: Draft, phase: Phase, now: Now): void {
  s.phase = phase
  s.since = now.time
}

export function send(s: Draft, now: Now, out: Effect[], frame: ClientFrame): void {
  s.spoke = now.time
  if (s.unanswered === 0) s.unanswered = now.time
  out.push({ do: 'send', frame })
}

export function connect(s: Draft, now: Now, out: Effect[]): void {
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

/** The socket is open: says who the visitor is and what the page holds. */
export function hello(s: Draft, now: Now, out: Effect[]): void {
  enter(s, 'greeting', now)
  s.heard = now.time
  s.unanswered = 0
  send(s, now, out, {
    type: 'hello',
    token: s.token,
    after: transcript.top(s.transcript),
    generation: s.generation,
    locale: s.setting.locale,
    zone: s.setting.zone,
    ...(s.setting.tree ? { tree: s.setting.tree } : {}),
  })
}

export function reconnect(s: Draft, now: Now, out: Effect[]): void {
  if (isAttached(s)) out.push({ do: 'close', code: 1000 })
  connect(s, now, out)
}

export function rest(s: Draft, now: Now, out: Effect[]): void {
  if (isAttached(s)) out.push({ do: 'close', code: 1000 })
  enter(s, 'idle', now)
  s.connection += 1
}

/** The connection was closed with `code`. */
export function lost(s: Draft, code: number, now: Now): void {
  if (s.phase === 'live' && now.time - s.since >= LIMITS.stable) s.attempt = 0
  s.asked = undefined
  s.typing = { bot: 0, agent: 0 }
  const verdict = verdictOf(code)
  const setAside = outbox.interrupted(s, code, verdict === 'give-up', now)
  if (verdict === 'rest') return enter(s, 'idle', now)
  if (verdict === 'give-up' && !setAside) {
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
export function abandon(s: Draft, now: Now, out: Effect[]): void {
  out.push({ do: 'close', code: 1000 })
  lost(s, 1006, now)
  s.connection += 1
}

/** Drops who the visitor was and what was said; what was not sent is kept. */
export function forget(s: Draft): void {
  s.token = ''
  s.generation = ''
  s.seen = 0
  s.transcript = transcript.empty
  s.floor = 'bot'
  s.agent = ''
  s.unsent = s.unsent.filter((each) => each.state !== 'stored')
}

export function change(s: Draft, setting: Setting, now: Now, out: Effect[]): void {
  const differs = setting.locale !== s.setting.locale || setting.tree !== s.setting.tree
  s.setting = setting
  // The greeting is in the language of the hello; nothing else is said twice.
  if (differs && isAttached(s) && s.transcript.highest === 0) reconnect(s, now, out)
}

/**
 * When the connection counts as broken: two heartbeats without a frame, of which one after something was
 * sent, because a browser may let a hidden page sleep for longer than that.
 */
export const silentAt = (s: State): number =>
  s.unanswered === 0 ? Infinity : Math.max(s.heard + 2 * s.heartbeat, s.unanswered + s.heartbeat)
