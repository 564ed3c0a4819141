import { beforeEach, describe, expect, test } from 'vitest'
import { ChatClient } from '../../src/chat/client'
import { visible } from '../../src/chat/shown'
import { line, setting, visit, welcome } from '../support/visit'

let world: ReturnType<typeof visit>['world']
let memory: ReturnType<typeof visit>['memory']
let client: ReturnType<typeof visit>['client']
let live: ReturnType<typeof visit>['live']
let say: ReturnType<typeof visit>['say']

beforeEach(() => {
  ;({ world, memory, client, live, say } = visit())
})

describe('the first frame', () => {
  test('of a new visitor asks for everything', () => {
    live()
    expect(world.last.sent[0]).toEqual({
      type: 'hello',
      token: '',
      after: 0,
      generation: '',
      locale: 'zh-CN',
      zone: 'Asia/Shanghai',
      tree: 'hotel-stay',
    })
  })

  test('after a break says what is held and of which store', () => {
    live({ last: 2 })
    world.last.deliver(line(1, 'bot', 'a'))
    world.last.deliver(line(2, 'bot', 'b'))
    world.last.drop(1006)
    world.advance(1000)
    world.last.open()
    expect(world.last.sent[0]).toMatchObject({ token: 't1', after: 2, generation: 'g1' })
  })

  test('is never sent twice on one connection', () => {
    live()
    world.last.open()
    expect(world.last.of('hello')).toHaveLength(1)
  })
})

describe('close codes', () => {
  test.each([1012, 1006, 1011, 1005, 4408])('%i: it reconnects with back-off', (code) => {
    live()
    world.last.drop(code)
    expect(client.state.phase).toBe('waiting')
    world.advance(499)
    expect(world.sockets).toHaveLength(2)
  })

  test.each([1013, 4429])('%i: it waits longer before it reconnects', (code) => {
    live()
    world.last.drop(code)
    world.advance(1000)
    expect(world.sockets).toHaveLength(1)
    world.advance(1500)
    expect(world.sockets).toHaveLength(2)
  })

  test.each([1002, 1003, 1007, 1009, 4400, 4409])('%i: it gives up, and says so', (code) => {
    live()
    world.last.drop(code)
    world.advance(600_000)
    expect(world.sockets).toHaveLength(1)
    expect(client.state).toMatchObject({ phase: 'ended', ended: code })
  })

  test.each([1000, 1001])('%i: it rests until the customer speaks again', (code) => {
    live()
    world.last.drop(code)
    world.advance(600_000)
    expect(world.sockets).toHaveLength(1)
    say(1)
    expect(world.sockets).toHaveLength(2)
  })

  test('4401: the token is forgotten, what was not sent is kept for the new conversation', () => {
    live({ last: 1 })
    world.last.deliver(line(1, 'bot', 'old'))
    say(1)
    world.last.drop(4401)
    world.advance(1000)
    world.last.open()
    expect(world.last.sent[0]).toMatchObject({ type: 'hello', token: '', after: 0 })
    world.last.deliver({ ...welcome, token: 't2' })
    expect(world.last.of('say')).toHaveLength(1)
    expect(visible(client.state)).toEqual([])
    expect(memory.saved.token).toBe('t2')
  })

  test('attempts grow apart, and a connection that lasted starts anew', () => {
    world.chance = 0.999
    live()
    const waits: number[] = []
    for (let n = 0; n < 8; n += 1) {
      world.last.drop(1006)
      const wait = client.state.retryAt - world.time
      waits.push(wait)
      world.advance(wait)
    }
    expect(waits.map((each) => Math.round(each / 500))).toEqual([1, 2, 4, 8, 16, 32, 60, 60])
    world.last.open()
    world.last.deliver(welcome)
    world.advance(10_000)
    world.last.drop(1006)
    expect(client.state.retryAt - world.time).toBeLessThan(500)
  })

  test('the browser being online again connects at once', () => {
    live()
    world.last.drop(1006)
    client.dispatch({ on: 'online' })
    expect(world.sockets).toHaveLength(2)
  })

  test('what an abandoned connection still says is not heard', () => {
    live()
    const old = world.last
    const hear = old.onmessage
    old.drop(1006)
    world.advance(500)
    hear?.({ data: JSON.stringify(line(1, 'bot', 'late')) })
    expect(visible(client.state)).toEqual([])
  })
})

describe('heartbeat', () => {
  test('it pings when it has said nothing for one heartbeat', () => {
    live()
    world.advance(19_999)
    expect(world.last.of('ping')).toHaveLength(0)
    world.advance(1)
    expect(world.last.of('ping')).toEqual([{ type: 'ping', n: 1 }])
  })

  test('two heartbeats without a frame are a broken connection', () => {
    live()
    const first = world.last
    world.advance(40_000)
    expect(first.closedWith).toBe(1000)
    expect(client.state.phase).toBe('waiting')
  })

  test('a pong keeps it', () => {
    live()
    for (let n = 0; n < 5; n += 1) {
      world.advance(20_000)
      world.last.deliver({ type: 'pong', n: 1 })
    }
    expect(world.sockets).toHaveLength(1)
  })

  test('a page that slept for minutes asks first before it breaks the connection', () => {
    live()
    world.time += 300_000
    client.dispatch({ on: 'tick' })
    expect(client.state.phase).toBe('live')
    expect(world.last.of('ping')).toHaveLength(1)
  })

  test('a connection that is never answered is given up', () => {
    client.dispatch({ on: 'start' })
    world.advance(12_000)
    expect(client.state.phase).toBe('waiting')
  })
})

test('two tabs that become visitors at the same moment share one conversation', () => {
  const other = new ChatClient(world, memory, setting)
  client.dispatch({ on: 'start' })
  const mine = world.last
  other.dispatch({ on: 'start' })
  const theirs = world.last
  mine.open()
  theirs.open()
  mine.deliver({ ...welcome, token: 'first' })
  theirs.deliver({ ...welcome, token: 'second' })
  world.advance(10)
  expect(memory.saved.token).toBe('first')
  world.last.open()
  expect(world.last.sent[0]).toMatchObject({ type: 'hello', token: 'first' })
})

test('the greeting is asked for again in another language while nothing was said', () => {
  live()
  client.dispatch({ on: 'setting', setting: { ...setting, locale: 'en' } })
  world.last.open()
  expect(world.last.sent[0]).toMatchObject({ type: 'hello', locale: 'en' })
})
