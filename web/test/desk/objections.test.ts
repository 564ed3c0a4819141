import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { objections } from '../../src/desk/objections'

test('every wording rule of the linter has its words in both languages', () => {
  const rules = readFileSync(new URL('../../../dialogs/lint/rules.cpp', import.meta.url), 'utf8')
  const ids = [...rules.matchAll(/"wording\/([a-z0-9-]+)"/g)].map((each) => each[1])
  expect(ids.length).toBeGreaterThan(10)
  expect(Object.keys(objections.en).sort()).toEqual(ids)
  expect(Object.keys(objections.zh).sort()).toEqual(ids)
})
