import type { FakeSocket, FakeWorld } from './world'

export interface StoredLine {
  seq: number
  from: string
  text: string
  at: number
  id?: string
  withdrawn?: boolean
  options?: { value: string; label: string }[]
  question?: string
}

/** What the network does to one frame. */
export type Fate = 'deliver' | 'twice' | 'lose' | 'late'

/**
 * The server's side of `amends.chat.v1` for one conversation, over a network whose fate for each frame the
 * test decides. Frames that are `late` come after later ones.
 */
export class FakeServer {
  lines: StoredLine[] = []
  generation = 'g1'
  token = 'visitor'
  fate: (direction: 'up' | 'down') => Fate = () => 'deliver'
  up = true
  private readonly attached_ = new Set<FakeSocket>()

  constructor(private readonly world_: FakeWorld) {
    world_.connected = (socket) => {
      socket.heard = (frame) => {
        this.pass('up', () => {
          if (this.attached_.has(socket) || frame.type === 'hello') this.hear(socket, frame)
        })
      }
      // Connecting takes a moment, as it does.
      world_.after(5, () => {
        if (this.up) socket.open()
        else socket.drop(1006)
      })
    }
  }

  say(from: string, text: string, more: Partial<StoredLine> = {}): StoredLine {
    const line = { seq: this.lines.length + 1, from, text, at: this.world_.time, ...more }
    this.lines.push(line)
    for (const socket of this.attached_) this.tell(socket, { type: 'line', ...line })
    return line
  }

  dropAll(code = 1006): void {
    for (const socket of [...this.attached_]) {
      this.attached_.delete(socket)
      socket.drop(code)
    }
  }

  tell(socket: FakeSocket, frame: object): void {
    this.pass('down', () => {
      if (this.attached_.has(socket)) socket.deliver(frame)
    })
  }

  private pass(direction: 'up' | 'down', run: () => void): void {
    const fate = this.fate(direction)
    if (fate === 'lose') return
    this.world_.after(fate === 'late' ? 700 : 1, run)
    if (fate === 'twice') this.world_.after(2, run)
  }

  private hear(socket: FakeSocket, frame: Record<string, unknown>): void {
    switch (frame.type) {
      case 'hello': {
        this.attached_.add(socket)
        const after = Number(frame.after)
        const foreign = after > 0 && frame.generation !== this.generation
        const reset = foreign || after > this.lines.length
        this.tell(socket, {
          type: 'welcome',
          token: this.token,
          generation: this.generation,
          last: this.lines.length,
          reset,
          greeting: 'hello',
          title: 'shop',
          floor: 'bot',
          heartbeat: 25,
        })
        for (const line of reset ? this.lines.slice(-50) : this.lines.slice(after)) {
          this.tell(socket, { type: 'line', ...line })
        }
        return
      }
      case 'say': {
        const known = this.lines.find((each) => each.id === frame.id)
        this.tell(socket, { type: 'ack', id: frame.id, seq: known?.seq ?? this.lines.length + 1 })
        if (!known) this.say('customer', String(frame.text), { id: String(frame.id) })
        return
      }
      case 'history': {
        // A frame holds only so much: the newest that fit.
        const asked = Math.min(7, Number(frame.limit))
        const lines = this.lines.filter((each) => each.seq < Number(frame.before)).slice(-asked)
        this.tell(socket, { type: 'history', lines, more: (lines[0]?.seq ?? 1) > 1 })
        return
      }
      case 'ping':
        this.tell(socket, { type: 'pong', n: frame.n })
    }
  }
}
