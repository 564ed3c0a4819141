import { beforeEach, describe, expect, test } from 'vitest'
import { DeskClient } from '../../src/desk/client'
import type { Outgoing } from '../../src/desk/model'
import { FakeWorld } from '../support/world'

const me = { id: 'u1', name: 'lina', display: '李娜', role: 'agent' }
const hello = { type: 'hello', user: me, generation: 'g', now: 5, available: true }
const floor = { holder: 'agent', agent: me, token: 3, since: 1 }
const opened = { type: 'opened', conversation: 7, lines: [], case: null, floor, customer: {} }

let world: FakeWorld
let client: DeskClient
let kept: readonly Outgoing[]
let signedIn: boolean

const memory = {
  load: () => kept,
  save: (outbox: readonly Outgoing[]) => {
    kept = outbox
  },
}
function live(): void {
  world.last.open()
  world.last.deliver(hello)
}
function answer(type: string, more: object): void {
  const request = world.last.of(type).at(-1)?.request
  world.last.deliver({ type: 'result', request, ...more })
}

beforeEach(() => {
  kept = []
  signedIn = true
  world = new FakeWorld()
  client = new DeskClient(world, memory, () => Promise.resolve(signedIn), me)
  client.start()
})

describe('after a break', () => {
  test('what was open is asked for again', () => {
    live()
    void client.open(7)
    world.last.drop(1006)
    world.advance(500)
    live()
    expect(world.last.of('open')).toMatchObject([{ conversation: 7 }])
  })

  test('a reply is sent again under its id until the server answers for it', () => {
    live()
    void client.open(7)
    world.last.deliver(opened)
    client.say('reply', 7, 'hello', 'r1')
    expect(world.last.of('reply')).toMatchObject([{ id: 'r1', token: 3, text: 'hello', conversation: 7 }])
    world.last.drop(1006)
    expect(client.current().outbox).toHaveLength(1)
    world.advance(500)
    live()
    expect(world.last.of('reply')).toMatchObject([{ id: 'r1', token: 3 }])
    answer('reply', { ok: true })
    return Promise.resolve().then(() => {
      expect(client.current().outbox).toEqual([])
    })
  })

  test('a reply under way outlives a reload', () => {
    client.say('note', 7, 'remember', 'n1')
    const reloaded = new DeskClient(world, memory, () => Promise.resolve(true), me)
    reloaded.start()
    live()
    expect(world.last.of('note')).toMatchObject([{ id: 'n1', text: 'remember' }])
  })

  test.each([4400, 1011])('%i over a reply: it is set aside, shown as failed, and not sent again', (code) => {
    live()
    void client.open(7)
    world.last.deliver(opened)
    client.say('reply', 7, 'hello', 'r1')
    world.last.drop(code)
    world.advance(500)
    live()
    expect(client.current().link).toBe('live')
    expect(client.current().outbox).toMatchObject([{ id: 'r1', state: 'failed', error: 'refused' }])
    expect(world.last.of('reply')).toEqual([])
  })

  test('half a character never leaves the page, typed or kept', () => {
    live()
    client.say('note', 7, 'cup \ud83d', 'n1')
    expect(world.last.of('note')).toMatchObject([{ text: 'cup \ufffd' }])
    kept = kept.map((each) => ({ ...each, text: '\ude00' }))
    client.stop()
    client = new DeskClient(world, memory, () => Promise.resolve(true), me)
    client.start()
    live()
    expect(world.last.of('note')).toMatchObject([{ text: '\ufffd' }])
  })

  test('whether this agent is available is told again', async () => {
    live()
    void client.setAvailable(false)
    answer('available', { ok: true })
    await Promise.resolve()
    world.last.drop(1006)
    world.advance(500)
    live()
    expect(world.last.of('available')).toMatchObject([{ on: false }])
  })

  test('a session that ended meanwhile is noticed', async () => {
    signedIn = false
    world.last.drop(1006)
    await Promise.resolve()
    await Promise.resolve()
    expect(client.current().link).toBe('signed-out')
  })

  test('4401 signs out at once', () => {
    live()
    world.last.drop(4401)
    expect(client.current().link).toBe('signed-out')
    world.advance(60_000)
    expect(world.sockets).toHaveLength(1)
  })
})

describe('the floor', () => {
  test('a lost race is told, with who won, and the floor is up to date', async () => {
    live()
    void client.open(7)
    world.last.deliver({ ...opened, floor: { holder: 'waiting', agent: null, token: 2, since: 1 } })
    const taking = client.take(7, 2)
    answer('take', {
      ok: false,
      code: 'floor_changed',
      message: '',
      floor: { holder: 'agent', agent: { id: 'u2', display: 'Tom' }, token: 3, since: 2 },
    })
    await expect(taking).resolves.toMatchObject({ ok: false, code: 'floor_changed' })
    expect(client.current().chats[7]?.floor.agent?.display).toBe('Tom')
  })

  test('a reply against a stale floor fails visibly and can be sent against the new one', async () => {
    live()
    void client.open(7)
    world.last.deliver(opened)
    client.say('reply', 7, 'hello', 'r1')
    answer('reply', { ok: false, code: 'floor_changed', message: '' })
    await Promise.resolve()
    expect(client.current().outbox).toMatchObject([{ state: 'failed', error: 'floor_changed' }])
    world.last.deliver({ type: 'floor', conversation: 7, floor: { ...floor, token: 9 } })
    client.again('r1', 'r2')
    expect(world.last.of('reply').at(-1)).toMatchObject({ id: 'r1', token: 9 })
  })

  test('without a connection nothing is taken', async () => {
    await expect(client.take(7, 1)).resolves.toMatchObject({ ok: false, code: 'offline' })
  })

  test('what was asked and not answered before a break is not known to have happened', async () => {
    live()
    const taking = client.take(7, 1)
    world.last.drop(1006)
    await expect(taking).resolves.toMatchObject({ ok: false, code: 'offline' })
  })
})

test('a conversation that does not exist is not asked for again', async () => {
  live()
  const opening = client.open(404)
  answer('open', { ok: false, code: 'no_such_conversation', message: '' })
  await expect(opening).resolves.toMatchObject({ code: 'no_such_conversation' })
  world.last.drop(1006)
  world.advance(500)
  live()
  expect(world.last.of('open')).toEqual([])
})

test('a server that is busy gets the reply again later', async () => {
  live()
  client.say('reply', 7, 'hello', 'r1')
  answer('reply', { ok: false, code: 'busy', message: '' })
  await Promise.resolve()
  world.advance(3000)
  expect(world.last.of('reply').map((each) => each.id)).toEqual(['r1', 'r1'])
})

test('a reply whose line is in the transcript is no longer under way', () => {
  live()
  void client.open(7)
  world.last.deliver(opened)
  client.say('reply', 7, 'hello', 'r1')
  const line = {
    seq: 1,
    audience: 'customer',
    state: 'said',
    from: 'agent',
    text: 'hello',
    author: '李娜',
    at: 1,
    id: 'r1',
  }
  world.last.deliver({ type: 'line', conversation: 7, line })
  expect(client.current().outbox).toEqual([])
})

test('it pings when idle and reconnects when nothing comes back', () => {
  live()
  world.advance(30_000)
  expect(world.last.of('ping').length).toBeGreaterThan(0)
  world.advance(30_000)
  expect(client.current().link).not.toBe('live')
})
