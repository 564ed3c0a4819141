import { beforeEach, describe, expect, test } from 'vitest'
import { openQuestion, visible } from '../../src/chat/shown'
import { id, line, visit } from '../support/visit'

let world: ReturnType<typeof visit>['world']
let memory: ReturnType<typeof visit>['memory']
let client: ReturnType<typeof visit>['client']
let live: ReturnType<typeof visit>['live']
let say: ReturnType<typeof visit>['say']
let greet: ReturnType<typeof visit>['greet']

beforeEach(() => {
  ;({ world, memory, client, live, say, greet } = visit())
})

describe('messages of the customer', () => {
  test('wait for the connection and are sent one by one, in order', () => {
    say(1)
    say(2)
    expect(client.state.unsent.map((each) => each.state)).toEqual(['sending', 'sending'])
    greet()
    expect(world.last.of('say').map((each) => each.id)).toEqual([id(1)])
    world.last.deliver({ type: 'ack', id: id(1), seq: 1 })
    expect(world.last.of('say').map((each) => each.id)).toEqual([id(1), id(2)])
  })

  test('are repeated with the same id after a break, until they are acknowledged', () => {
    live()
    say(1)
    world.last.drop(1006)
    world.advance(500)
    greet()
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
    visit(world, memory).live()
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

  /** The wait for the next try passes, and the server answers it. */
  function comeBack(): void {
    world.advance(client.state.retryAt - world.time)
    greet()
  }
  const half = '\ud83d'

  test('half a character becomes the mark for one that cannot be read, and the message is sent', () => {
    live()
    say(1, `broken ${half} cup 😀`)
    expect(world.last.of('say')).toEqual([{ type: 'say', id: id(1), text: 'broken \ufffd cup 😀' }])
  })

  test('half a character that an earlier page has kept is not sent either', () => {
    say(1)
    memory.saveUnsent(memory.unsent.map((each) => ({ ...each, text: half })))
    visit(world, memory).live()
    expect(world.last.of('say')).toMatchObject([{ id: id(1), text: '\ufffd' }])
  })

  test.each([1007, 1009, 4400])('%i over a message: it is set aside, and the others are sent', (code) => {
    live()
    say(1)
    say(2)
    world.last.drop(code)
    expect(client.state.unsent[0]).toMatchObject({ state: 'failed', error: 'refused' })
    world.advance(500)
    greet()
    expect(world.last.of('say').map((each) => each.id)).toEqual([id(2)])
    world.advance(600_000)
    expect(world.sockets.flatMap((each) => each.of('say')).filter((each) => each.id === id(1))).toHaveLength(
      1,
    )
  })

  test('a message that was set aside stays so after a reload, until it is tried again', () => {
    live()
    say(1)
    world.last.drop(4400)
    const later = visit(world, memory)
    later.live()
    expect(world.last.of('say')).toEqual([])
    later.client.dispatch({ on: 'retry', id: id(1), fresh: id(9) })
    expect(world.last.of('say')).toMatchObject([{ id: id(1) }])
  })

  test('a message over which the server meets a defect again and again fails in the end', () => {
    live()
    say(1)
    for (let n = 1; n < 6; n += 1) {
      world.last.drop(1011)
      expect(client.state.unsent[0]?.state).toBe('sending')
      comeBack()
      world.advance(Math.max(0, client.state.holdUntil - world.time))
      expect(world.last.of('say')).toHaveLength(1)
    }
    world.last.drop(1011)
    expect(client.state.unsent[0]).toMatchObject({ state: 'failed', error: 'unavailable' })
  })

  test('a lost network is no reason to give up a message', () => {
    live()
    say(1)
    for (let n = 0; n < 50; n += 1) {
      world.last.drop(1006)
      comeBack()
    }
    expect(world.last.of('say')).toMatchObject([{ id: id(1) }])
  })

  test('a message that is never answered fails after some minutes, and may still arrive', () => {
    live()
    say(1)
    for (let n = 0; n < 60; n += 1) {
      world.advance(10_000)
      world.last.deliver({ type: 'pong', n: 1 })
    }
    expect(world.last.of('say')).toHaveLength(12)
    expect(client.state.unsent[0]).toMatchObject({ state: 'failed', error: 'unavailable' })
    world.last.deliver(line(1, 'customer', 'message 1', { id: id(1) }))
    expect(client.state.unsent).toEqual([])
  })

  test('writing takes up a conversation that had ended', () => {
    live()
    world.last.drop(4409)
    expect(client.state.phase).toBe('ended')
    say(1)
    greet()
    expect(world.last.of('say')).toHaveLength(1)
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
