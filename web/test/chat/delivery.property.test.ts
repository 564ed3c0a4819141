import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ChatClient } from '../../src/chat/client'
import { visible } from '../../src/chat/shown'
import { FakeServer } from '../support/server'
import type { Fate } from '../support/server'
import { FakeMemory, FakeWorld } from '../support/world'

const setting = { locale: 'en', zone: 'Europe/London', tree: 'retail-order' }

type Action =
  | { readonly do: 'customer' | 'bot' | 'withdrawn' | 'drop' | 'restart' | 'reload' | 'new-store' }
  | { readonly do: 'wait'; readonly ms: number }

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Action>({ do: 'customer' }) },
  { weight: 6, arbitrary: fc.constant<Action>({ do: 'bot' }) },
  { weight: 1, arbitrary: fc.constant<Action>({ do: 'withdrawn' }) },
  { weight: 2, arbitrary: fc.constant<Action>({ do: 'drop' }) },
  { weight: 1, arbitrary: fc.constant<Action>({ do: 'restart' }) },
  { weight: 1, arbitrary: fc.constant<Action>({ do: 'reload' }) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 20_000 }).map((ms): Action => ({ do: 'wait', ms })) },
)
const fates = fc.infiniteStream(
  fc.oneof(
    { weight: 5, arbitrary: fc.constant<Fate>('deliver') },
    { weight: 2, arbitrary: fc.constant<Fate>('twice') },
    { weight: 2, arbitrary: fc.constant<Fate>('late') },
    { weight: 2, arbitrary: fc.constant<Fate>('lose') },
  ),
)

class Page {
  readonly world = new FakeWorld()
  readonly server = new FakeServer(this.world)
  readonly memory = new FakeMemory()
  client = this.load()
  readonly said: string[] = []

  load(): ChatClient {
    const client = new ChatClient(this.world, this.memory, setting)
    client.dispatch({ on: 'start' })
    client.subscribe(() => {
      this.inOrder(client)
    })
    return client
  }

  /** At every moment the shown numbers go up by one: nothing is skipped, doubled or out of order. */
  inOrder(client: ChatClient): void {
    const shown = client.state.transcript.lines.map((each) => each.seq)
    const first = shown[0] ?? 0
    expect(shown).toEqual(shown.map((_, index) => first + index))
  }

  act(each: Action): void {
    switch (each.do) {
      case 'customer': {
        const id = `${String(this.said.length).padStart(8, '0')}-0000-4000-8000-000000000000`
        this.said.push(id)
        this.client.dispatch({ on: 'say', message: { id, text: `customer ${String(this.said.length)}` } })
        return
      }
      case 'bot':
        this.server.say('bot', `bot ${String(this.server.lines.length + 1)}`)
        return
      case 'withdrawn':
        this.server.say('bot', '', { withdrawn: true })
        return
      case 'drop':
        return this.server.dropAll(1006)
      case 'restart':
        return this.server.dropAll(1012)
      case 'reload':
        this.client.stop()
        this.client = this.load()
        return
      case 'new-store':
        this.server.dropAll(1006)
        this.server.generation += '+'
        return
      case 'wait':
        this.world.advance(each.ms)
    }
  }

  /** The network behaves again, and enough time passes for everything to be caught up. */
  heal(): void {
    this.server.fate = () => 'deliver'
    this.world.advance(30_000)
    this.server.dropAll(1006)
    this.world.advance(120_000)
    this.client.dispatch({ on: 'older' })
    this.world.advance(60_000)
  }
}

test('whatever the network drops, doubles or reorders, every line is shown once, in order', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40 }), fates, (actions, stream) => {
      const page = new Page()
      page.server.fate = () => stream.next().value as Fate
      for (const each of actions) page.act(each)
      page.heal()

      const stored = page.server.lines
      expect(visible(page.client.state).map((each) => each.seq)).toEqual(
        stored.filter((each) => !each.withdrawn).map((each) => each.seq),
      )
      expect(visible(page.client.state).map((each) => each.text)).toEqual(
        stored.filter((each) => !each.withdrawn).map((each) => each.text),
      )
      expect(page.client.state.unsent).toEqual([])
      expect(page.client.state.transcript.loose).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('what the customer said is stored once each and in the order it was said', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40 }), fates, (actions, stream) => {
      const page = new Page()
      page.server.fate = () => stream.next().value as Fate
      for (const each of actions) page.act(each)
      page.heal()

      const stored = page.server.lines.filter((each) => each.from === 'customer').map((each) => each.id)
      expect(stored).toEqual(page.said)
    }),
    { numRuns: 200 },
  )
})

test('after the store was replaced, what is shown is what the new store has', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 20 }), fc.array(action, { maxLength: 20 }), (before, after) => {
      const page = new Page()
      page.world.advance(10)
      for (const each of before) page.act(each)
      page.act({ do: 'new-store' })
      page.server.lines = page.server.lines.slice(0, Math.floor(page.server.lines.length / 2))
      for (const each of after) page.act(each)
      page.heal()

      const shown = page.client.state.transcript.lines
      expect(shown.map((each) => each.text)).toEqual(
        page.server.lines.slice(shown[0] ? shown[0].seq - 1 : 0).map((each) => each.text),
      )
      expect(shown.at(-1)?.seq ?? 0).toBe(page.server.lines.length)
    }),
    { numRuns: 200 },
  )
})
