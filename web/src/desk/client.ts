import { backoff, verdictOf } from '../chat/backoff'
import type { Socket, World } from '../chat/client'
import { wellFormed } from '../shared/text'
import type { User } from '../staff/session'
import { emptyDesk, hear } from './model'
import type { Desk, Outgoing } from './model'
import { parseDeskFrame } from './protocol'
import type { Id, Result, Token } from './protocol'

/** Where messages under way live across a reload. */
export interface OutboxMemory {
  load(): readonly Outgoing[]
  save(outbox: readonly Outgoing[]): void
}

const offline: Result = { ok: false, code: 'offline', message: '', floor: undefined }

/**
 * The desk's end of `amends.desk.v1`: keeps one socket alive, asks again for what was open after a break,
 * and sends each reply and note, under one id, until the server has answered for it.
 */
export class DeskClient {
  private desk_: Desk
  private socket_: Socket | undefined
  private attempt_ = 0
  private liveSince_ = 0
  private spoke_ = 0
  private heard_ = 0
  private unanswered_ = 0
  private heartbeat_ = 25_000
  private requests_ = 0
  private wanted_ = true
  private available_: boolean | undefined
  private readonly open_ = new Set<Id>()
  private readonly waiting_ = new Map<number, (result: Result) => void>()
  private readonly sending_ = new Set<string>()
  private readonly listeners_ = new Set<() => void>()
  private readonly timers_ = new Set<() => void>()

  constructor(
    private readonly world_: World,
    private readonly memory_: OutboxMemory,
    private readonly signedIn_: () => Promise<boolean>,
    me: User,
  ) {
    const outbox = memory_.load().map((each) => ({ ...each, text: wellFormed(each.text) }))
    this.desk_ = emptyDesk(me, outbox)
  }

  readonly current = (): Desk => this.desk_

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners_.add(listener)
    return () => this.listeners_.delete(listener)
  }

  start(): void {
    this.wanted_ = true
    if (!this.socket_) this.connect()
  }

  stop(): void {
    this.wanted_ = false
    for (const cancel of this.timers_) cancel()
    this.timers_.clear()
    this.drop()
  }

  /** Tries at once when it was waiting: the network is back, or somebody asked. */
  retryNow(): void {
    if (this.desk_.link === 'waiting' || this.desk_.link === 'ended') this.connect()
  }

  /** Follows a conversation, also over breaks, until `close`; one that does not exist is let go again. */
  async open(conversation: Id): Promise<Result> {
    this.open_.add(conversation)
    const result = await this.request({ type: 'open', conversation })
    if (!result.ok && result.code === 'no_such_conversation') this.open_.delete(conversation)
    return result
  }

  close(conversation: Id): void {
    if (!this.open_.delete(conversation)) return
    void this.request({ type: 'close', conversation })
    const others = Object.entries(this.desk_.chats).filter(([id]) => id !== String(conversation))
    const chats = Object.fromEntries(others)
    this.set({ ...this.desk_, chats })
  }

  take(conversation: Id, token: Token): Promise<Result> {
    return this.onFloor('take', conversation, token)
  }

  handBack(conversation: Id, token: Token): Promise<Result> {
    return this.onFloor('return', conversation, token)
  }

  resolve(conversation: Id, token: Token): Promise<Result> {
    return this.onFloor('resolve', conversation, token)
  }

  async setAvailable(on: boolean): Promise<Result> {
    this.available_ = on
    const result = await this.request({ type: 'available', on })
    if (result.ok) this.set({ ...this.desk_, available: on })
    return result
  }

  typing(conversation: Id, on: boolean): void {
    if (this.desk_.link === 'live') this.send({ type: 'typing', conversation, on })
  }

  /** Keeps `text` until the server has it. */
  say(kind: 'reply' | 'note', conversation: Id, text: string, id: string): void {
    const token = this.desk_.chats[conversation]?.floor.token ?? 0
    const at = this.world_.now()
    this.setOutbox([
      ...this.desk_.outbox,
      { id, conversation, kind, text: wellFormed(text), token, at, state: 'sending', error: '' },
    ])
    this.flush()
  }

  /** Sends what failed once more, against the floor as it is now; `fresh` replaces an id that cannot be used. */
  again(id: string, fresh: string): void {
    this.setOutbox(
      this.desk_.outbox.map((each) =>
        each.id === id
          ? {
              ...each,
              id: each.error === 'id_reused' ? fresh : id,
              token: this.desk_.chats[each.conversation]?.floor.token ?? each.token,
              state: 'sending',
              error: '',
            }
          : each,
      ),
    )
    this.flush()
  }

  discard(id: string): void {
    this.setOutbox(this.desk_.outbox.filter((each) => each.id !== id || each.state === 'sending'))
  }

  private async onFloor(type: string, conversation: Id, token: Token): Promise<Result> {
    const result = await this.request({ type, conversation, token })
    const floor = result.floor
    if (floor) this.set(hear(this.desk_, { type: 'floor', conversation, floor }, this.world_.now()))
    return result
  }

  private request(frame: Record<string, unknown>): Promise<Result> {
    if (this.desk_.link !== 'live') return Promise.resolve(offline)
    this.requests_ += 1
    const request = this.requests_
    return new Promise((done) => {
      this.waiting_.set(request, done)
      this.send({ ...frame, request })
    })
  }

  private flush(): void {
    for (const each of this.desk_.outbox) {
      if (each.state !== 'sending' || this.sending_.has(each.id) || this.desk_.link !== 'live') continue
      this.sending_.add(each.id)
      const { id, conversation, text, token } = each
      const frame = { type: each.kind, conversation, id, text, ...(each.kind === 'reply' ? { token } : {}) }
      void this.request(frame).then((result) => {
        this.sending_.delete(id)
        this.settle(id, result)
      })
    }
  }

  private settle(id: string, result: Result): void {
    if (result.code === 'offline') return
    if (result.ok) return this.setOutbox(this.desk_.outbox.filter((each) => each.id !== id))
    if (result.code === 'busy' || result.code === 'unavailable') {
      return this.later(1000 + 2000 * this.world_.random(), () => {
        this.flush()
      })
    }
    this.fail([id], result.code)
  }

  private fail(ids: readonly string[], error: string): void {
    this.setOutbox(
      this.desk_.outbox.map((each) => (ids.includes(each.id) ? { ...each, state: 'failed', error } : each)),
    )
  }

  private connect(): void {
    this.drop()
    this.set({ ...this.desk_, link: 'connecting' })
    let socket: Socket
    try {
      socket = this.world_.connect()
    } catch {
      return this.lost(1006, false)
    }
    this.socket_ = socket
    this.heard_ = this.spoke_ = this.world_.now()
    this.unanswered_ = 0
    let greeted = false
    socket.onopen = () => {
      this.heard_ = this.world_.now()
      this.unanswered_ = 0
    }
    socket.onmessage = ({ data }) => {
      this.heard_ = this.world_.now()
      this.unanswered_ = 0
      const frame = parseDeskFrame(data)
      if (!frame) return
      this.set(hear(this.desk_, frame, Date.now()))
      if (frame.type === 'hello') {
        greeted = true
        this.greet(frame.heartbeat)
      } else if (frame.type === 'resync') this.reopen()
      else if (frame.type === 'result') this.answer(frame.request, frame.result)
    }
    socket.onclose = ({ code }) => {
      this.lost(code, greeted)
    }
    this.later(Math.min(5000, this.heartbeat_ / 4), () => {
      this.beat(socket)
    })
  }

  private greet(heartbeat: number): void {
    this.heartbeat_ = heartbeat * 1000
    this.liveSince_ = this.world_.now()
    if (this.available_ !== undefined && this.available_ !== this.desk_.available)
      void this.setAvailable(this.available_)
    this.reopen()
    this.flush()
  }

  private reopen(): void {
    for (const conversation of this.open_) void this.request({ type: 'open', conversation })
  }

  private answer(request: number, result: Result): void {
    const done = this.waiting_.get(request)
    this.waiting_.delete(request)
    done?.(result)
  }

  private beat(socket: Socket): void {
    if (socket !== this.socket_) return
    const now = this.world_.now()
    // One heartbeat of the two after something was sent: a hidden page may have slept for longer.
    const unanswered = this.unanswered_ > 0 && now - this.unanswered_ >= this.heartbeat_
    const never = this.desk_.link === 'connecting'
    if (now - this.heard_ >= 2 * this.heartbeat_ && (unanswered || never)) {
      return this.lost(1006, !never)
    }
    if (this.desk_.link === 'live' && now - this.spoke_ >= 0.75 * this.heartbeat_)
      this.send({ type: 'ping', n: 1 })
    this.later(Math.min(5000, this.heartbeat_ / 4), () => {
      this.beat(socket)
    })
  }

  private lost(code: number, greeted: boolean): void {
    const underWay = [...this.sending_]
    this.drop()
    if (!this.wanted_) return
    const verdict = verdictOf(code)
    if (verdict === 'new-visitor') return this.set({ ...this.desk_, link: 'signed-out' })
    // What the server breaks off over would break every other connection too: the agent must decide.
    if (verdict === 'give-up' || code === 1011) this.fail(underWay, 'refused')
    if (verdict === 'give-up' && underWay.length === 0) return this.set({ ...this.desk_, link: 'ended' })
    if (greeted && this.world_.now() - this.liveSince_ > 10_000) this.attempt_ = 0
    const wait = backoff(this.attempt_, this.world_.random(), verdict === 'retry-slowly')
    this.attempt_ += 1
    this.set({ ...this.desk_, link: 'waiting', retryAt: this.world_.now() + wait })
    this.later(wait, () => {
      if (this.desk_.link === 'waiting') this.connect()
    })
    // A refused handshake tells no reason: a session that ended meanwhile shows here.
    if (!greeted) {
      void this.signedIn_().then((still) => {
        if (!still && this.wanted_) this.set({ ...this.desk_, link: 'signed-out' })
      })
    }
  }

  private drop(): void {
    const socket = this.socket_
    this.socket_ = undefined
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null
      socket.close(1000)
    }
    const unanswered = [...this.waiting_.values()]
    this.waiting_.clear()
    for (const done of unanswered) done(offline)
    this.sending_.clear()
  }

  private send(frame: object): void {
    this.spoke_ = this.world_.now()
    if (this.unanswered_ === 0) this.unanswered_ = this.spoke_
    try {
      this.socket_?.send(JSON.stringify(frame))
    } catch {
      // The socket is closing: its close event follows.
    }
  }

  private later(milliseconds: number, run: () => void): void {
    const cancel = this.world_.after(milliseconds, () => {
      this.timers_.delete(cancel)
      run()
    })
    this.timers_.add(cancel)
  }

  private setOutbox(outbox: readonly Outgoing[]): void {
    this.set({ ...this.desk_, outbox })
  }

  private set(desk: Desk): void {
    if (desk.outbox !== this.desk_.outbox) this.memory_.save(desk.outbox)
    this.desk_ = desk
    for (const listener of this.listeners_) listener()
  }
}
