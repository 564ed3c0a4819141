import type { Memory, Socket, World } from './client'
import { SUBPROTOCOL } from './protocol'
import type { Saved, Unsent } from './state'

/** The world of a browser page. `server` is the origin of the Amends server. */
export function browserWorld(server: string): World {
  const address = new URL('/chat', server)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  return {
    connect: () => new WebSocket(address, SUBPROTOCOL) as Socket,
    now: () => performance.timeOrigin + performance.now(),
    random: Math.random,
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds)
      return () => clearTimeout(timer)
    },
  }
}

const none: Saved = { token: '', seen: 0, generation: '' }

/**
 * localStorage for who the visitor is (all tabs), sessionStorage for what this tab has not sent yet. A page
 * that may not store anything still works, until it is reloaded.
 */
export function browserMemory(key: string): Memory {
  return {
    load() {
      const value = read(() => localStorage, key)
      if (typeof value !== 'object' || value === null) return none
      const { token, seen, generation } = value as Partial<Record<keyof Saved, unknown>>
      if (typeof token !== 'string' || typeof generation !== 'string') return none
      return { token, generation, seen: typeof seen === 'number' ? seen : 0 }
    },
    save(saved) {
      write(() => localStorage, key, saved)
    },
    loadUnsent() {
      const value = read(() => sessionStorage, key)
      return Array.isArray(value) ? value.filter(isUnsent).slice(0, 50) : []
    },
    saveUnsent(unsent) {
      write(() => sessionStorage, key, unsent)
    },
  }
}

function isUnsent(value: unknown): value is Unsent {
  if (typeof value !== 'object' || value === null) return false
  const each = value as Partial<Record<keyof Unsent, unknown>>
  return (
    typeof each.id === 'string' &&
    typeof each.text === 'string' &&
    typeof each.at === 'number' &&
    typeof each.seq === 'number' &&
    typeof each.tries === 'number' &&
    (each.state === 'sending' || each.state === 'stored' || each.state === 'failed')
  )
}

function read(storage: () => Storage, key: string): unknown {
  try {
    return JSON.parse(storage().getItem(key) ?? 'null') as unknown
  } catch {
    return undefined
  }
}

function write(storage: () => Storage, key: string, value: unknown): void {
  try {
    storage().setItem(key, JSON.stringify(value))
  } catch {
    // Storage is full or forbidden: the page keeps what it knows in memory.
  }
}
