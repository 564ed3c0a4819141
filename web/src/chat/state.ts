/** What the customer's side of `amends.chat.v1` knows, as one immutable value, and what may happen to it. */
import { wellFormed } from '../shared/text'
import type { ClientFrame, Holder, Say } from './protocol'
import * as transcript from './transcript'
import type { Request, Transcript } from './transcript'

/** A message of the customer's that the server has not yet shown to be part of the conversation. */
export interface Unsent extends Say {
  /** Unix milliseconds. */
  readonly at: number
  /** `sending`: kept until it is acknowledged; `stored`: acknowledged; `failed`: the customer must decide. */
  readonly state: 'sending' | 'stored' | 'failed'
  /** Why it failed: a code of the protocol's, or `refused` when the server closed the connection over it. */
  readonly error: string
  /** Its number once it is stored, else 0. */
  readonly seq: number
  /** How often it was sent in vain. */
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

/** The next state while a step works it out. */
export type Draft = { -readonly [K in keyof State]: State[K] }

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

/** Counts, and times in milliseconds. */
export const LIMITS = {
  unsent: 50,
  connect: 12_000,
  ack: 10_000,
  gap: 1500,
  history: 8000,
  stable: 10_000,
  /** So often a message is sent again when the server says "later", or meets a defect over it. */
  tries: 6,
  /** So often a message is sent in vain when the server says nothing: several minutes. */
  silences: 12,
  page: 40,
} as const

/** The state before anything has happened; `unsent` is what an earlier page has kept. */
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
    unsent: unsent.map((each) => ({ ...each, text: wellFormed(each.text) })),
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
