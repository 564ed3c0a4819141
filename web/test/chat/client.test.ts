import { beforeEach, describe, expect, test } from 'vitest'
import { ChatClient } from '../../src/chat/client'
import { openQuestion, unread, visible } from '../../src/chat/machine'
import { FakeMemory, FakeWorld } from '../support/world'

const setting = { locale: 'zh-CN', zone: 'Asia/Shanghai', tree: 'hotel-stay' }
const id = (n: number) => `${String(n).padStart(8, '0')}-0000-4000-8000-000000000000`
const welcome = {
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
const line = (seq: number, from: string, text: string, more: object = {}) => ({
  type: 'line',
  seq,
  from,
  text,
  at: 1,
  ...more,
})

let world: FakeWorld
let memory: FakeMemory
let client: ChatClient

function live(more: object = {}): void {
  client.dispatch({ on: 'start' })
  world.last.open()
  world.last.deliver({ ...welcome, ...more })
}
const say = (n: number, text = `message ${String(n)}`) => {
  client.dispatch({ on: 'say', message: { id: id(n), text } })
}

beforeEach(() => {
  world = new FakeWorld()
  memory = new FakeMemory()
  client = new ChatClient(world, memory, setting)
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

describe('messages of the customer', () => {
  test('wait for the connection and are sent one by one, in order', () => {
    say(1)
    say(2)
    expect(client.state.unsent.map((each) => each.state)).toEqual(['sending', 'sending'])
    world.last.open()
    world.last.deliver(welcome)
    expect(world.last.of('say').map((each) => each.id)).toEqual([id(1)])
    world.last.deliver({ type: 'ack', id: id(1), seq: 1 })
    expect(world.last.of('say').map((each) => each.id)).toEqual([id(1), id(2)])
  })

  test('are repeated with the same id after a break, until they are acknowledged', () => {
    live()
    say(1)
    world.last.drop(1006)
    world.advance(500)
    world.last.open()
    world.last.deliver(welcome)
    expect(world.last.of('say')).toEqual([{ type: 'say', id: id(1), text: 'message 1' }])
  })

  test('an acknowledged message is shown until its line takes its place, and never twice', () => {
    live()
    say(1)
    world.last.deliver({ type: 'ack', id: id(1), seq: 1 })
    expect(client.state.unsent[0]).toMatchObject({ state: 'stored', seq: 1 })
    world.last.deliver(line(1, 'customer', 'message 1', { id: id(1) }))
    expect(client.state.unsent).toEqual([])
    expect(visible(client.state)).toHaveLength(1)
  })

  test('an unacknowledged message outlives a reload under its id', () => {
    live()
    say(1)
    const reloaded = new ChatClient(world, memory, setting)
    reloaded.dispatch({ on: 'start' })
    world.last.open()
    world.last.deliver(welcome)
    expect(world.last.sent[0]).toMatchObject({ token: 't1' })
    expect(world.last.of('say')[0]).toMatchObject({ id: id(1) })
  })

  test.each(['busy', 'unavailable', 'too_fast'])(
    '%s: it is sent again later, and fails in the end',
    (code) => {
      live()
      say(1)
      for (let n = 1; n < 6; n += 1) {
        world.last.deliver({ type: 'error', code, message: '', id: id(1) })
        expect(world.last.of('say')).toHaveLength(n)
        world.advance(8000)
        world.last.deliver({ type: 'pong', n: 1 })
        expect(world.last.of('say')).toHaveLength(n + 1)
      }
      world.last.deliver({ type: 'error', code, message: '', id: id(1) })
      expect(client.state.unsent[0]).toMatchObject({ state: 'failed', error: code })
    },
  )

  test('a refused message fails at once and holds up nothing behind it', () => {
    live()
    say(1)
    say(2)
    world.last.deliver({ type: 'error', code: 'too_long', message: '', id: id(1) })
    expect(client.state.unsent[0]).toMatchObject({ state: 'failed', error: 'too_long' })
    expect(world.last.of('say').at(-1)).toMatchObject({ id: id(2) })
  })

  test('an id that was used for something else is replaced on retry', () => {
    live()
    say(1)
    world.last.deliver({ type: 'error', code: 'id_reused', message: '', id: id(1) })
    client.dispatch({ on: 'retry', id: id(1), fresh: id(9) })
    expect(world.last.of('say').at(-1)).toMatchObject({ id: id(9), text: 'message 1' })
  })

  test('a failed message can be deleted', () => {
    live()
    say(1)
    world.last.deliver({ type: 'error', code: 'empty', message: '', id: id(1) })
    client.dispatch({ on: 'discard', id: id(1) })
    expect(client.state.unsent).toEqual([])
  })

  test('longer than 4000 characters, empty, or more than 50 unsent are not taken', () => {
    say(1, '好'.repeat(4001))
    say(2, '')
    expect(client.state.unsent).toHaveLength(0)
    for (let n = 10; n < 70; n += 1) say(n)
    expect(client.state.unsent).toHaveLength(50)
  })

  test('a quick reply carries its value and its question', () => {
    live()
    world.last.deliver(line(1, 'bot', '?', { question: 'q1', options: [{ value: 'refund', label: '退款' }] }))
    expect(openQuestion(client.state)?.seq).toBe(1)
    client.dispatch({ on: 'say', message: { id: id(1), text: '退款', option: 'refund', question: 'q1' } })
    expect(world.last.of('say')[0]).toEqual({
      type: 'say',
      id: id(1),
      text: '退款',
      option: 'refund',
      question: 'q1',
    })
    expect(openQuestion(client.state)).toBeUndefined()
  })
})

describe('quick replies', () => {
  const options = [{ value: 'a', label: 'A' }]

  test('only those of the newest line that offers any are open', () => {
    live()
    world.last.deliver(line(1, 'bot', 'first', { options, question: 'q1' }))
    world.last.deliver(line(2, 'bot', 'second', { options, question: 'q2' }))
    world.last.deliver(line(3, 'bot', 'and by the way'))
    expect(openQuestion(client.state)?.seq).toBe(2)
  })

  test('close once the conversation went on without them, or a person has taken over', () => {
    live()
    world.last.deliver(line(1, 'bot', 'first', { options, question: 'q1' }))
    world.last.deliver(line(2, 'customer', 'something else'))
    expect(openQuestion(client.state)?.seq).toBe(1)
    world.last.deliver({ type: 'floor', holder: 'agent', agent: '李娜' })
    expect(openQuestion(client.state)).toBeUndefined()
    world.last.deliver({ type: 'floor', holder: 'bot' })
    world.last.deliver(line(3, 'bot', 'I see'))
    expect(openQuestion(client.state)).toBeUndefined()
  })
})

describe('lines', () => {
  test('a hole is closed from the store, and nothing behind it is shown before', () => {
    live()
    world.last.deliver(line(1, 'bot', 'a'))
    world.last.deliver(line(4, 'bot', 'd'))
    expect(visible(client.state).map((each) => each.seq)).toEqual([1])
    world.advance(1500)
    expect(world.last.of('history')).toEqual([{ type: 'history', before: 4, limit: 2 }])
    const lines = [line(2, 'bot', 'b'), line(3, 'bot', 'c')]
    world.last.deliver({ type: 'history', lines, more: true })
    expect(visible(client.state).map((each) => each.text)).toEqual(['a', 'b', 'c', 'd'])
  })

  test('a number that the store does not have is passed over', () => {
    live()
    world.last.deliver(line(1, 'bot', 'a'))
    world.last.deliver(line(3, 'bot', 'c'))
    world.advance(1500)
    world.last.deliver({ type: 'history', lines: [], more: false })
    expect(visible(client.state).map((each) => each.seq)).toEqual([1, 3])
  })

  test('an answer that did not fit into one frame closes a hole in several steps', () => {
    live()
    world.last.deliver(line(1, 'bot', 'a'))
    world.last.deliver(line(6, 'bot', 'f'))
    world.advance(1500)
    expect(world.last.of('history').at(-1)).toEqual({ type: 'history', before: 6, limit: 4 })
    world.last.deliver({ type: 'history', lines: [line(4, 'bot', 'd'), line(5, 'bot', 'e')], more: true })
    expect(visible(client.state).map((each) => each.seq)).toEqual([1])
    world.advance(1500)
    expect(world.last.of('history').at(-1)).toEqual({ type: 'history', before: 4, limit: 2 })
    world.last.deliver({ type: 'history', lines: [line(2, 'bot', 'b'), line(3, 'bot', 'c')], more: true })
    expect(visible(client.state).map((each) => each.seq)).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('while missing lines come by themselves nothing is asked for', () => {
    live({ last: 5 })
    for (let seq = 1; seq <= 5; seq += 1) {
      world.advance(1400)
      world.last.deliver(line(seq, 'bot', String(seq)))
    }
    world.advance(10_000)
    expect(world.last.of('history')).toEqual([])
  })

  test('a withdrawn line keeps its number and shows nothing', () => {
    live()
    world.last.deliver(line(1, 'bot', 'a'))
    world.last.deliver({ type: 'line', seq: 2, from: 'bot', withdrawn: true })
    world.last.deliver(line(3, 'agent', 'c'))
    expect(visible(client.state).map((each) => each.seq)).toEqual([1, 3])
    expect(world.last.of('history')).toEqual([])
  })

  test('another store drops what is shown; its lines follow', () => {
    live({ last: 1 })
    world.last.deliver(line(1, 'bot', 'of the old store'))
    world.last.drop(1006)
    world.advance(500)
    world.last.open()
    world.last.deliver({ ...welcome, generation: 'g2', reset: true, last: 60 })
    expect(visible(client.state)).toEqual([])
    for (let seq = 11; seq <= 60; seq += 1) world.last.deliver(line(seq, 'bot', String(seq)))
    expect(visible(client.state)).toHaveLength(50)
    expect(world.last.of('history')).toEqual([])
  })

  test('older lines come when they are asked for, a page at a time', () => {
    live({ last: 60 })
    for (let seq = 51; seq <= 60; seq += 1) world.last.deliver(line(seq, 'bot', String(seq)))
    client.dispatch({ on: 'older' })
    expect(world.last.of('history')).toEqual([{ type: 'history', before: 51, limit: 40 }])
    const lines = Array.from({ length: 40 }, (_, n) => line(11 + n, 'bot', String(11 + n)))
    world.last.deliver({ type: 'history', lines, more: true })
    expect(visible(client.state)[0]?.seq).toBe(11)
    expect(world.last.of('history')).toHaveLength(1)
  })

  test('unread counts what others said and the customer has not seen, also after a reload', () => {
    live({ last: 3 })
    world.last.deliver(line(1, 'customer', 'a'))
    world.last.deliver(line(2, 'bot', 'b'))
    world.last.deliver(line(3, 'agent', 'c'))
    expect(unread(client.state)).toBe(2)
    client.dispatch({ on: 'seen', seq: 2 })
    expect(world.last.of('seen')).toEqual([{ type: 'seen', seq: 2 }])
    expect(unread(client.state)).toBe(1)
    client = new ChatClient(world, memory, setting)
    live({ last: 3 })
    for (const [seq, from] of [
      [1, 'customer'],
      [2, 'bot'],
      [3, 'agent'],
    ] as const)
      world.last.deliver(line(seq, from, 'x'))
    expect(unread(client.state)).toBe(1)
  })
})

describe('typing', () => {
  test('is told when it begins, not with every key, and its end is told', () => {
    live()
    for (let n = 0; n < 20; n += 1) {
      client.dispatch({ on: 'typing' })
      world.advance(100)
    }
    expect(world.last.of('typing')).toEqual([{ type: 'typing', on: true }])
    world.advance(5000)
    expect(world.last.of('typing').at(-1)).toEqual({ type: 'typing', on: false })
  })

  test('of the other side ends with a line of theirs, or by itself', () => {
    live()
    world.last.deliver({ type: 'typing', from: 'bot', on: true })
    expect(client.state.typing.bot).toBeGreaterThan(0)
    world.last.deliver(line(1, 'bot', 'a'))
    expect(client.state.typing.bot).toBe(0)
    world.last.deliver({ type: 'typing', from: 'agent', on: true })
    world.advance(30_000)
    expect(client.state.typing.agent).toBe(0)
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
