import { expect, test } from 'vitest'
import { flagsIn, flagsText } from '../../src/admin/flags'

test('flags are names, or names with values, between commas of either script', () => {
  expect(flagsIn('vip, since = 2019')).toEqual({ vip: 'yes', since: '2019' })
  expect(flagsIn('vip，since＝2019、')).toEqual({ vip: 'yes', since: '2019' })
  expect(flagsIn(' ')).toEqual({})
  expect(flagsText({ vip: 'yes', since: '2019' })).toBe('vip, since = 2019')
})
