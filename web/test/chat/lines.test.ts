import { beforeEach, describe, expect, test } from 'vitest'
import { openQuestion, unread, visible } from '../../src/chat/shown'
import { line, visit, welcome } from '../support/visit'

let world: ReturnType<typeof visit>['world']
let memory: ReturnType<typeof visit>['memory']
let client: ReturnType<typeof visit>['client']
let live: ReturnType<typeof visit>['live']

beforeEach(() => {
  ;({ world, memory, client, live } = visit())
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
    ;({ client, live } = visit(world, memory))
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
