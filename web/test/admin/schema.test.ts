import { CompletionContext } from '@codemirror/autocomplete'
import { json } from '@codemirror/lang-json'
import { ensureSyntaxTree } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { completeTree } from '../../src/admin/editor/completion'
import { outlineOf } from '../../src/admin/editor/outline'
import { whenParsed } from '../../src/admin/editor/parsed'

const stateOf = (text: string) => EditorState.create({ doc: text, extensions: [json()] })

/** What is offered where the text has a `|`. */
function offered(text: string): string[] {
  const at = text.indexOf('|')
  const state = stateOf(text.slice(0, at) + text.slice(at + 1))
  ensureSyntaxTree(state, state.doc.length, 1000)
  const found = completeTree(new CompletionContext(state, at, true))
  return found?.options.map((each) => each.label) ?? []
}

describe('completion by the schema', () => {
  test('members of the tree, without those that are there', () => {
    const names = offered('{ "format": 1, | }')
    expect(names).toContain('"start"')
    expect(names).toContain('"after_resolved"')
    expect(names).not.toContain('"format"')
  })

  test('members of a node are those of its kind', () => {
    const say = offered('{ "nodes": { "hello": { "node": "say", | } } }')
    expect(say).toContain('"open_case"')
    expect(say).not.toContain('"give_up"')
    expect(offered('{ "nodes": { "ask": { "node": "ask", "ph| } } }')).toContain('"give_up"')
  })

  test('values that the schema lists', () => {
    expect(offered('{ "nodes": { "a": { "node": "|" } } }')).toContain('"handoff"')
    expect(offered('{ "nodes": { "a": { "phase": | } } }')).toContain('"acknowledge"')
    expect(offered('{ "slots": { "a": { "type": "|" } } }')).toContain('"order_id"')
  })

  test('names that the tree defines: nodes behind an edge, texts in a list of texts, slots', () => {
    const tree = (inside: string) =>
      `{ "slots": { "amount": {} }, "texts": { "sorry": {} }, "nodes": { "first": { "node": "say" }, "last": { "node": "say", ${inside} } } }`
    expect(offered(tree('"next": "|"'))).toEqual(['"first"', '"last"'])
    expect(offered(tree('"texts": ["|"]'))).toEqual(['"sorry"'])
    expect(offered(tree('"slot": |'))).toEqual(['"amount"'])
  })

  test('nothing in a wording', () => {
    expect(offered('{ "texts": { "a": { "en": "Hello |" } } }')).toEqual([])
  })
})

describe('the outline', () => {
  test('has every node of a shipped tree with its phase and line', () => {
    const text = readFileSync(new URL('../../../dialogs/trees/retail-order.json', import.meta.url), 'utf8')
    const state = stateOf(text)
    const tree = ensureSyntaxTree(state, state.doc.length, 5000)
    const entries = tree ? outlineOf(tree, state.doc) : []
    const parsed = JSON.parse(text) as { nodes: object; sections?: Record<string, { nodes: object }> }
    const all = [parsed, ...Object.values(parsed.sections ?? {})].flatMap((each) => Object.keys(each.nodes))
    expect(entries.map((each) => each.id)).toEqual(all)
    expect(entries.every((each) => each.phase !== '' && each.kind !== '')).toBe(true)
    for (const each of entries) expect(state.doc.line(each.line).text).toContain(JSON.stringify(each.id))
  })

  test('says where a call leads', () => {
    const state = stateOf(
      '{ "nodes": { "a": { "node": "call", "section": "doubt" }, "b": { "node": "call", "tree": "refunds" } } }',
    )
    const tree = ensureSyntaxTree(state, state.doc.length, 5000)
    expect(tree ? outlineOf(tree, state.doc).map((each) => each.calls) : []).toEqual([
      { section: 'doubt', tree: '' },
      { section: '', tree: 'refunds' },
    ])
  })

  test('shows what can be read of a broken text', () => {
    const state = stateOf('{ "nodes": { "a": { "node": "say", "phase": "listen" }, "b": { "node": ')
    const tree = ensureSyntaxTree(state, state.doc.length, 1000)
    expect(tree ? outlineOf(tree, state.doc).map((each) => [each.id, each.phase]) : []).toEqual([
      ['a', 'listen'],
      ['b', ''],
    ])
  })
  test('comes for a text that takes many slices, and once', async () => {
    const nodes = Array.from({ length: 20_000 }, (_, n) => `"n${String(n)}": { "node": "say" }`)
    const state = stateOf(`{ "nodes": { ${nodes.join(',')} } }`)
    const told: number[] = []
    whenParsed(
      () => state,
      (tree, of) => told.push(outlineOf(tree, of.doc).length),
      1,
    )
    expect(told).toEqual([])
    await expect.poll(() => told, { timeout: 30_000 }).toEqual([20_000])
  })
})
