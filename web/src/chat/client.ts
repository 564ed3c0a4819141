import { step, wakeAt } from './machine'
import { initial } from './state'
import type { Event, Saved, Setting, State, Unsent } from './state'

/** The part of a WebSocket that is used. */
export interface Socket {
  onopen: (() => void) | null
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: ((event: { code: number }) => void) | null
  send(data: string): void
  close(code?: number): void
}

/** What the client needs of the world; tests give their own. */
export interface World {
  connect(): Socket
  /** Milliseconds that never go back. */
  now(): number
  random(): number
  after(milliseconds: number, run: () => void): () => void
}

/** Where the visitor's token and the unsent messages live across a reload. */
export interface Memory {
  load(): Saved
  save(saved: Saved): void
  loadUnsent(): readonly Unsent[]
  saveUnsent(unsent: readonly Unsent[]): void
}

/** Performs what the state machine decides: one socket, one timer, and the memory of the page. */
export class ChatClient {
  private state_: State
  private socket_: Socket | undefined
  private cancelTimer_: (() => void) | undefined
  private readonly listeners_ = new Set<() => void>()
  private readonly world_: World
  private readonly memory_: Memory

  constructor(world: World, memory: Memory, setting: Setting) {
    this.world_ = world
    this.memory_ = memory
    this.state_ = initial(setting, memory.load(), memory.loadUnsent())
  }

  get state(): State {
    return this.state_
  }

  /** Calls `listener` after every change; gives the way to stop that. */
  subscribe(listener: () => void): () => void {
    this.listeners_.add(listener)
    return () => this.listeners_.delete(listener)
  }

  dispatch(event: Event): void {
    const before = this.state_
    const now = { time: this.world_.now(), random: this.world_.random() }
    const { state, effects } = step(before, event, now)
    this.state_ = state
    this.remember(before)
    for (const effect of effects) {
      if (effect.do === 'connect') this.connect(effect.connection)
      else if (effect.do === 'close') this.detach(effect.code)
      else this.transmit(JSON.stringify(effect.frame))
    }
    this.arm()
    for (const listener of this.listeners_) listener()
  }

  /** Ends the connection and every timer; the client may be started again. */
  stop(): void {
    this.dispatch({ on: 'stop' })
  }

  private remember(before: State): void {
    const { token, seen, generation, unsent, welcomed } = this.state_
    const first = welcomed && !before.welcomed
    if (token !== before.token || seen !== before.seen || generation !== before.generation || first) {
      // Another tab may have become a visitor at the same moment: the first to be stored is kept.
      const stored = this.memory_.load()
      if (before.token === '' && stored.token !== '' && stored.token !== token) {
        this.world_.after(0, () => this.dispatch({ on: 'adopt', saved: stored }))
      } else {
        // Another tab may have shown more of the same conversation.
        const same = stored.token === token && stored.generation === generation
        this.memory_.save({ token, generation, seen: same ? Math.max(seen, stored.seen) : seen })
      }
    }
    if (unsent !== before.unsent) this.memory_.saveUnsent(unsent)
  }

  private connect(connection: number): void {
    this.detach(1000)
    let socket: Socket
    try {
      socket = this.world_.connect()
    } catch {
      this.world_.after(0, () => this.dispatch({ on: 'closed', connection, code: 1006 }))
      return
    }
    this.socket_ = socket
    socket.onopen = () => this.dispatch({ on: 'opened', connection })
    socket.onmessage = ({ data }) => this.dispatch({ on: 'frame', connection, data })
    socket.onclose = ({ code }) => this.dispatch({ on: 'closed', connection, code })
  }

  private detach(code: number): void {
    const socket = this.socket_
    this.socket_ = undefined
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close(code)
  }

  private transmit(data: string): void {
    try {
      this.socket_?.send(data)
    } catch {
      // The socket is closing: its close event follows and everything unsent is kept.
    }
  }

  private arm(): void {
    this.cancelTimer_?.()
    this.cancelTimer_ = undefined
    const due = wakeAt(this.state_)
    if (due === undefined) return
    const wait = Math.max(0, Math.min(due - this.world_.now(), 2_000_000_000))
    this.cancelTimer_ = this.world_.after(wait, () => this.dispatch({ on: 'tick' }))
  }
}
