/** The messages of the customer that are not yet part of the conversation: kept, repeated, or set aside. */
import { wellFormed } from '../shared/text'
import { backoff } from './backoff'
import { MAX_TEXT } from './protocol'
import type { Say, ServerFrame } from './protocol'
import { LIMITS } from './state'
import type { Draft, Now, State, Unsent } from './state'
import * as transcript from './transcript'

/** Takes a message; one that is empty, too long, there already, or one too many is not taken. */
export function say(s: Draft, message: Say, now: Now): void {
  const text = wellFormed(message.text)
  const length = Array.from(text).length
  if (length === 0 || length > MAX_TEXT || s.unsent.length >= LIMITS.unsent) return
  if (s.unsent.some((each) => each.id === message.id)) return
  const unsent: Unsent = { ...message, text, at: now.time, state: 'sending', error: '', seq: 0, tries: 0 }
  s.unsent = [...s.unsent, unsent]
  s.typingUntil = 0
}

/** The message whose turn it is. */
export const next = (s: State): Unsent | undefined => s.unsent.find((each) => each.state === 'sending')

/** Sends a failed message once more, after all others; `fresh` replaces an id that cannot be used. */
export function retry(s: Draft, id: string, fresh: string, now: Now): void {
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

/** Drops a failed message. */
export function discard(s: Draft, id: string): void {
  s.unsent = s.unsent.filter((each) => each.id !== id || each.state !== 'failed')
}

const update = (s: Draft, id: string, change: Partial<Unsent>): void => {
  s.unsent = s.unsent.map((each) => (each.id === id ? { ...each, ...change } : each))
}

/** The message is on disk as line `seq`. */
export function stored(s: Draft, id: string, seq: number): void {
  if (s.underWay?.id === id) s.underWay = undefined
  update(s, id, { state: 'stored', seq, error: '' })
}

/** The server answered a message with an error. */
export function refused(s: Draft, frame: ServerFrame & { type: 'error' }, now: Now): void {
  if (!s.unsent.some((each) => each.id === frame.id && each.state === 'sending')) return
  const passing = frame.code === 'busy' || frame.code === 'unavailable' || frame.code === 'too_fast'
  if (s.underWay?.id === frame.id) s.underWay = undefined
  if (passing) postpone(s, frame.id, frame.code, LIMITS.tries, now)
  else update(s, frame.id, { state: 'failed', error: frame.code || 'refused' })
}

/** Nothing was heard of the message under way for too long. */
export function unanswered(s: Draft, now: Now): void {
  const id = s.underWay?.id
  s.underWay = undefined
  if (id !== undefined) postpone(s, id, 'unavailable', LIMITS.silences, now)
}

/**
 * The connection broke. A message that makes the server close it for good is set aside, because it would
 * break every other connection too; one over which the server met a defect (1011) is so after a few tries.
 * Says whether a message was set aside.
 */
export function interrupted(s: Draft, code: number, forGood: boolean, now: Now): boolean {
  const id = s.underWay?.id
  s.underWay = undefined
  if (id === undefined) return false
  if (forGood) update(s, id, { state: 'failed', error: 'refused' })
  else if (code === 1011) postpone(s, id, 'unavailable', LIMITS.tries, now)
  return forGood
}

function postpone(s: Draft, id: string, error: string, limit: number, now: Now): void {
  const tries = (s.unsent.find((each) => each.id === id)?.tries ?? 0) + 1
  if (tries >= limit) return update(s, id, { state: 'failed', error })
  update(s, id, { tries })
  s.holdUntil = now.time + Math.max(500, backoff(tries, now.random))
}

/** A stored message is part of the conversation as soon as its line is held. */
export function dropArrived(s: Draft): void {
  if (s.unsent.length === 0) return
  const high = transcript.top(s.transcript)
  const ids = new Set(s.transcript.lines.filter((each) => each.id !== '').map((each) => each.id))
  const rest = s.unsent.filter((each) => !ids.has(each.id) && (each.seq === 0 || each.seq > high))
  if (rest.length !== s.unsent.length) s.unsent = rest
  if (s.underWay && !rest.some((each) => each.id === s.underWay?.id)) s.underWay = undefined
}
