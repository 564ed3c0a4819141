import { ChatClient } from '../../src/chat/client'
import { FakeMemory, FakeWorld } from './world'

export const setting = { locale: 'zh-CN', zone: 'Asia/Shanghai', tree: 'hotel-stay' }

/** The UUID of the customer's message `n`. */
export const id = (n: number) => `${String(n).padStart(8, '0')}-0000-4000-8000-000000000000`

export const welcome = {
  type: 'welcome',
  token: 't1',
  generation: 'g1',
  last: 0,
  reset: false,
  greeting: '您好',
  title: '客服',
  floor: 'bot',
  heartbeat: 20,
}

export const line = (seq: number, from: string, text: string, more: object = {}) => ({
  type: 'line',
  seq,
  from,
  text,
  at: 1,
  ...more,
})

/** A customer's page, in a world of its own or in the one that an earlier page has left. */
export function visit(world = new FakeWorld(), memory = new FakeMemory()) {
  const client = new ChatClient(world, memory, setting)
  /** The server takes the connection that was made. */
  const greet = (more: object = {}): void => {
    world.last.open()
    world.last.deliver({ ...welcome, ...more })
  }
  /** The visitor comes, and is welcomed. */
  const live = (more: object = {}): void => {
    client.dispatch({ on: 'start' })
    greet(more)
  }
  const say = (n: number, text = `message ${String(n)}`): void => {
    client.dispatch({ on: 'say', message: { id: id(n), text } })
  }
  return { world, memory, client, greet, live, say }
}
