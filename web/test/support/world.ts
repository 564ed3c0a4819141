import type { Memory, Socket, World } from '../../src/chat/client'
import type { Saved, Unsent } from '../../src/chat/state'

/** One end of a connection that the test holds the other end of. */
export class FakeSocket implements Socket {
  onopen: (() => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  readonly sent: Record<string, unknown>[] = []
  closedWith: number | undefined
  /** Called with every frame that the client sends. */
  heard: (frame: Record<string, unknown>) => void = () => undefined

  send(data: string): void {
    const frame = JSON.parse(data) as Record<string, unknown>
    this.sent.push(frame)
    this.heard(frame)
  }

  close(code?: number): void {
    this.closedWith = code ?? 1005
  }

  open(): void {
    this.onopen?.()
  }

  deliver(frame: object | string): void {
    this.onmessage?.({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) })
  }

  drop(code = 1006): void {
    const tell = this.onclose
    this.onopen = this.onmessage = this.onclose = null
    tell?.({ code })
  }

  of(type: string): Record<string, unknown>[] {
    return this.sent.filter((each) => each.type === type)
  }
}

interface Timer {
  readonly at: number
  readonly order: number
  readonly run: () => void
}

/** A world whose time stands still until the test moves it. */
export class FakeWorld implements World {
  readonly sockets: FakeSocket[] = []
  time = 1_700_000_000_000
  chance = 0.5
  private timers_: Timer[] = []
  private order_ = 0
  /** Called with every new socket, before the client sees it. */
  connected: (socket: FakeSocket) => void = () => undefined

  connect(): FakeSocket {
    const socket = new FakeSocket()
    this.sockets.push(socket)
    this.connected(socket)
    return socket
  }

  now(): number {
    return this.time
  }

  random(): number {
    return this.chance
  }

  after(milliseconds: number, run: () => void): () => void {
    const timer = { at: this.time + milliseconds, order: this.order_++, run }
    this.timers_.push(timer)
    return () => {
      this.timers_ = this.timers_.filter((each) => each !== timer)
    }
  }

  /** Lets time pass, running what falls due in its order. */
  advance(milliseconds: number): void {
    const end = this.time + milliseconds
    for (let steps = 0; ; steps += 1) {
      if (steps > 10_000) throw new Error('timers without end')
      const due = this.timers_
        .filter((each) => each.at <= end)
        .sort((a, b) => a.at - b.at || a.order - b.order)[0]
      if (!due) break
      this.timers_ = this.timers_.filter((each) => each !== due)
      this.time = Math.max(this.time, due.at)
      due.run()
    }
    this.time = end
  }

  get last(): FakeSocket {
    const socket = this.sockets.at(-1)
    if (!socket) throw new Error('no connection was made')
    return socket
  }
}

export class FakeMemory implements Memory {
  saved: Saved
  unsent: readonly Unsent[]

  constructor(saved: Partial<Saved> = {}, unsent: readonly Unsent[] = []) {
    this.saved = { token: '', seen: 0, generation: '', ...saved }
    this.unsent = unsent
  }

  load(): Saved {
    return this.saved
  }

  save(saved: Saved): void {
    this.saved = saved
  }

  loadUnsent(): readonly Unsent[] {
    return this.unsent
  }

  saveUnsent(unsent: readonly Unsent[]): void {
    this.unsent = unsent
  }
}
