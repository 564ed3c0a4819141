import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const build = resolve(process.env.AMENDS_BUILD ?? join(__dirname, '../../build/dev'))
const binary = join(build, 'amends')

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer()
    probe.on('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (address && typeof address === 'object') found(address.port)
        else failed(new Error('no port'))
      })
    })
  })
}

export interface StoredLine {
  seq: number
  from: string
  text: string
}

/** A real server on a store of its own: can be killed and started again on the same port. */
export class Server {
  private process?: ChildProcess
  private output = ''
  private constructor(
    private readonly directory: string,
    readonly port: number,
  ) {}

  static async start(settings = ''): Promise<Server> {
    const server = new Server(mkdtempSync(join(tmpdir(), 'amends-browser-')), await freePort())
    writeFileSync(
      join(server.directory, 'amends.toml'),
      `[server]\nport = ${String(server.port)}\ndata = "${server.data}"\n${settings}\n[log]\nlevel = "warning"\n`,
    )
    await server.run()
    return server
  }

  get data(): string {
    return join(this.directory, 'data')
  }
  get url(): string {
    return `http://127.0.0.1:${String(this.port)}`
  }

  /** Starts the process and waits until it takes turns. */
  async run(): Promise<void> {
    const started = spawn(binary, ['serve', '--config', join(this.directory, 'amends.toml')], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.process = started
    started.stdout.on('data', (chunk: Buffer) => (this.output += chunk.toString()))
    started.stderr.on('data', (chunk: Buffer) => (this.output += chunk.toString()))
    const limit = Date.now() + 30_000
    for (;;) {
      if (started.exitCode !== null) throw new Error(`the server ended: ${this.output}`)
      const ready = await fetch(`${this.url}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      )
      if (ready) return
      if (Date.now() > limit) throw new Error(`the server is not ready: ${this.output}`)
    }
  }

  /** kill -9, and waits until it is gone. */
  async kill(): Promise<void> {
    const running = this.process
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const gone = new Promise((done) => running.once('exit', done))
    running.kill('SIGKILL')
    await gone
  }

  async end(): Promise<void> {
    await this.kill()
    rmSync(this.directory, { recursive: true, force: true })
  }

  /** The password printed once at the first start. */
  adminPassword(): string {
    const found = /password[^A-Za-z0-9]*:?\s+([^\s]+)/i.exec(this.output)
    if (!found?.[1]) throw new Error(`no password was printed: ${this.output}`)
    return found[1]
  }

  amends(...args: string[]): string {
    return execFileSync(binary, args, { encoding: 'utf8' })
  }

  addAgent(name: string, display: string, password: string): void {
    this.addUser(name, display, 'agent', password)
  }
  addAdmin(name: string, display: string, password: string): void {
    this.addUser(name, display, 'admin', password)
  }
  private addUser(name: string, display: string, role: string, password: string): void {
    execFileSync(binary, ['user', 'add', name, '--display', display, '--role', role, '--password-stdin', '--data', this.data], {
      input: `${password}\n`,
      encoding: 'utf8',
    })
  }

  /** Customer-visible lines of the only conversation, straight from the store. */
  storedLines(): StoredLine[] {
    const speakers = ['customer', 'bot', 'agent', 'system']
    const rows = execFileSync(
      'sqlite3',
      ['-readonly', '-json', join(this.data, 'amends.db'), 'SELECT sequence, speaker, text FROM messages WHERE audience = 0 ORDER BY conversation, sequence'],
      { encoding: 'utf8' },
    )
    const parsed = JSON.parse(rows || '[]') as { sequence: number; speaker: number; text: string }[]
    return parsed.map((row) => ({ seq: row.sequence, from: speakers[row.speaker] ?? '?', text: row.text }))
  }
}
