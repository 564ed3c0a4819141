/** What each frame of the server's changes. */
import { enter } from './connection'
import * as outbox from './outbox'
import type { Line, ServerFrame } from './protocol'
import type { Draft, Now } from './state'
import * as transcript from './transcript'
import type { Transcript } from './transcript'

export function hear(s: Draft, frame: ServerFrame, now: Now): void {
  switch (frame.type) {
    case 'welcome':
      if (s.phase === 'greeting') welcome(s, frame, now)
      return
    case 'line':
      return hearLine(s, frame.line, now)
    case 'ack':
      outbox.stored(s, frame.id, frame.seq)
      return learn(s, transcript.known(s.transcript, frame.seq), now)
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
      return outbox.refused(s, frame, now)
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

function hearLine(s: Draft, line: Line, now: Now): void {
  learn(s, transcript.add(s.transcript, [line]), now)
  if (line.from === 'bot' || line.from === 'agent') s.typing = { ...s.typing, [line.from]: 0 }
}
