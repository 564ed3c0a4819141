import type { Socket, World } from '../chat/client'
import { SUBPROTOCOL } from './protocol'

/** The desk's socket of the server that the page came from. */
export function deskWorld(): World {
  const address = new URL('/desk/socket', location.href)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  return {
    connect: () => new WebSocket(address, SUBPROTOCOL) as Socket,
    now: () => performance.timeOrigin + performance.now(),
    random: Math.random,
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds)
      return () => {
        clearTimeout(timer)
      }
    },
  }
}
