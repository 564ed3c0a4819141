import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyDesk, hear, sections, weave } from '../../src/desk/model'
import type { Desk } from '../../src/desk/model'
import { parseDeskFrame } from '../../src/desk/protocol'
import type { DeskLine } from '../../src/desk/protocol'

const me = { id: 'u1', name: 'lina', display: '李娜', role: 'agent' }

const after = (...frames: object[]): Desk =>
  frames.reduce<Desk>((desk, frame) => {
    const parsed = parseDeskFrame(JSON.stringify(frame))
    return parsed ? hear(desk, parsed, 1000) : desk
  }, emptyDesk(me))

const entry = (conversation: number, more: object = {}) => ({
  conversation,
  holder: 'waiting',
  token: 1,
  agent: null,
  since: 100,
  priority: 3,
  last_at: 0,
  ...more,
})
const opened = {
  type: 'opened',
  conversation: 7,
  lines: [],
  case: null,
  floor: { holder: 'waiting', token: 3 },
  customer: { seen: 2 },
}
const line = (seq: number, more: Partial<DeskLine> & { state?: string } = {}) => ({
  seq,
  audience: 'customer',
  from: 'bot',
  text: `line ${String(seq)}`,
  at: seq * 10,
  ...more,
})

describe('the queue', () => {
  test('front first, then priority, then the longest wait', () => {
    const desk = after({
      type: 'queue',
      entries: [
        entry(1, { since: 50 }),
        entry(2, { since: 40 }),
        entry(3, { priority: 1, since: 90 }),
        entry(4, { priority: 4, front: true, since: 99 }),
      ],
    })
    expect(sections(desk).waiting.map((each) => each.conversation)).toEqual([4, 3, 2, 1])
  })

  test('is mine, a colleague’s, or waits', () => {
    const desk = after({
      type: 'queue',
      entries: [
        entry(1),
        entry(2, { holder: 'agent', agent: { id: 'u1', display: '李娜' } }),
        entry(3, { holder: 'agent', agent: { id: 'u2', display: 'Tom' } }),
      ],
    })
    const { waiting, mine, others } = sections(desk)
    expect([waiting, mine, others].map((part) => part.map((each) => each.conversation))).toEqual([
      [1],
      [2],
      [3],
    ])
  })

  test('who is owed an answer stays on the list, the earliest promise first', () => {
    const owed = (conversation: number, due: number) => entry(conversation, { holder: 'bot', due })
    const desk = after({ type: 'queue', entries: [owed(1, 900), owed(2, 500)] })
    expect(sections(desk).owed.map((each) => each.conversation)).toEqual([2, 1])
    expect(sections(desk).waiting).toEqual([])
  })

  test('an entry replaces the one before; one that is gone, or with the bot, leaves', () => {
    const list = { type: 'queue', entries: [entry(1), entry(2), entry(3)] }
    const desk = after(
      list,
      { type: 'entry', entry: entry(1, { priority: 1 }) },
      { type: 'entry', entry: { conversation: 2, gone: true } },
      { type: 'entry', entry: { ...entry(3), gone: true } },
    )
    expect(desk.entries.map((each) => [each.conversation, each.priority])).toEqual([[1, 1]])
  })
})

describe('a conversation', () => {
  test('keeps the floor, the case and the customer’s cursor as they change', () => {
    const desk = after(
      opened,
      { type: 'floor', conversation: 7, floor: { holder: 'agent', agent: me, token: 4, since: 5 } },
      {
        type: 'case',
        conversation: 7,
        case: {
          number: 'A-1',
          phase: 'follow-up',
          fields: [{ name: 'n', 'zh-Hans': { label: '订单号', value: 'HM1' }, en: { value: 'HM1' } }],
        },
      },
      { type: 'seen', conversation: 7, seq: 5 },
      { type: 'seen', conversation: 7, seq: 4 },
    )
    expect(desk.chats[7]).toMatchObject({
      floor: { holder: 'agent', token: 4 },
      case: {
        number: 'A-1',
        phase: 'follow_up',
        fields: [{ name: 'n', zh: { label: '订单号', value: 'HM1' }, en: { label: 'n', value: 'HM1' } }],
      },
      seen: 5,
    })
  })

  test('marks what was never sent, and keeps it in its place', () => {
    const desk = after(
      { ...opened, lines: [line(1), line(2), line(3, { state: 'withdrawn' })] },
      { type: 'withdrawn', conversation: 7, seqs: [2] },
    )
    expect(desk.chats[7]?.lines.map((each) => each.withdrawn)).toEqual([false, true, true])
  })

  test('a line of the customer ends their typing', () => {
    const desk = after(opened, { type: 'typing', conversation: 7, on: true })
    expect(desk.chats[7]?.typingUntil).toBeGreaterThan(1000)
    const then = hear(
      desk,
      { type: 'line', conversation: 7, line: { ...(line(1) as unknown as DeskLine), from: 'customer' } },
      1100,
    )
    expect(then.chats[7]?.typingUntil).toBe(0)
  })

  test('is not heard of while it is not open', () => {
    expect(after({ type: 'line', conversation: 9, line: line(1) }).chats).toEqual({})
  })
})

test('lines and notes are woven the same way in whatever order and however often they come', () => {
  const full = (seq: number, audience: 'customer' | 'internal', at: number): DeskLine => ({
    seq, audience, at, withdrawn: false, from: 'agent', text: '', author: '', id: '', options: [],
  }) // prettier-ignore
  const all = fc.uniqueArray(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 30 })), {
    selector: ([internal, seq]) => `${String(internal)} ${String(seq)}`,
  })
  fc.assert(
    fc.property(all, fc.infiniteStream(fc.nat()), (keys, random) => {
      const lines = keys.map(([internal, seq]) =>
        full(seq, internal ? 'internal' : 'customer', seq * 10 + (internal ? 5 : 0)),
      )
      const mixed = [...lines, ...lines]
        .map((each) => ({ each, key: random.next().value as number }))
        .sort((a, b) => a.key - b.key)
        .map(({ each }) => each)
      const woven = weave(mixed)
      expect(woven).toEqual([...lines].sort((a, b) => a.at - b.at))
      expect(weave([...woven, ...lines])).toEqual(woven)
    }),
  )
})
