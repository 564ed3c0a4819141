import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backoff } from '../../src/chat/backoff'
import { uuid } from '../../src/chat/ids'
import { parseFrame } from '../../src/chat/protocol'
import { parseDeskFrame } from '../../src/desk/protocol'
import { wellFormed } from '../../src/shared/text'

const types = ['welcome', 'line', 'ack', 'typing', 'floor', 'history', 'resync', 'error', 'pong', 'hello', 'queue', 'entry', 'opened', 'withdrawn', 'case', 'seen', 'result', 'agents'] // prettier-ignore

describe('frames', () => {
  test('nothing that a server can send throws', () => {
    const members = fc.dictionary(
      fc.constantFrom('seq', 'lines', 'line', 'options', 'token', 'last', 'heartbeat', 'entry', 'entries', 'floor', 'case', 'customer', 'online', 'seqs', 'user', 'id', 'lines'),
      fc.jsonValue(),
    ) // prettier-ignore
    fc.assert(
      fc.property(fc.constantFrom(...types), members, (type, rest) => {
        const data = JSON.stringify({ ...rest, type })
        parseFrame(data)
        parseDeskFrame(data)
      }),
    )
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.constant(undefined)), (data) => {
        parseFrame(data)
        parseDeskFrame(data)
      }),
    )
  })

  test('members that are not known are ignored; types that are not known are no frame', () => {
    expect(parseFrame('{"type":"ack","id":"x","seq":3,"more":1}')).toEqual({ type: 'ack', id: 'x', seq: 3 })
    expect(parseFrame('{"type":"fireworks"}')).toBeUndefined()
  })

  test('a line without a number is no line', () => {
    expect(parseFrame('{"type":"line","from":"bot","text":"a"}')).toBeUndefined()
    expect(parseFrame('{"type":"line","seq":1.5,"from":"bot","text":"a"}')).toBeUndefined()
  })
})

test('back-off is fully jittered between nothing and 30 s, and slow back-off never under a second', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const window = Math.min(30_000, 500 * 2 ** Math.min(attempt, 16))
      expect(backoff(attempt, random)).toBeGreaterThanOrEqual(0)
      expect(backoff(attempt, random)).toBeLessThanOrEqual(window)
      expect(backoff(attempt, random, true)).toBeGreaterThanOrEqual(1000)
      expect(backoff(attempt, random, true)).toBeLessThanOrEqual(30_000)
    }),
  )
})

test('ids are UUIDs of version 4, also where randomUUID is missing', () => {
  const insecure = {
    getRandomValues: (array: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(array),
  } as unknown as Crypto
  const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
  for (let n = 0; n < 200; n += 1) expect(uuid(insecure)).toMatch(pattern)
  expect(uuid()).toMatch(pattern)
})

test('text is made well-formed as UTF-8 would have it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.array(fc.integer({ min: 0xd7ff, max: 0xe000 })),
      (text, halves) => {
        const broken = text + String.fromCharCode(...halves) + text
        expect(wellFormed(broken)).toBe(new TextDecoder().decode(new TextEncoder().encode(broken)))
      },
    ),
  )
  expect(wellFormed('好😀 a')).toBe('好😀 a')
  expect(wellFormed('\ude00\ud83d')).toBe('\ufffd\ufffd')
})
