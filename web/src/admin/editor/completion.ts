import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language'
import type { Text } from '@codemirror/state'
import type { SyntaxNode, Tree } from '@lezer/common'
import treeSchema from '../../../../dialogs/trees/tree.schema.json'
import { namesIn, propertiesOf, spelled } from './outline'
import { propertiesAllowed, schemasAt, valuesAllowed } from './schema'
import type { Members, Schema, Step } from './schema'

const root = treeSchema as unknown as Schema

/** Members whose value is the name of something that the tree defines. */
const NAMES_OF: Readonly<Record<string, 'nodes' | 'texts' | 'slots' | 'sections'>> = {
  start: 'nodes',
  next: 'nodes',
  default: 'nodes',
  goto: 'nodes',
  give_up: 'nodes',
  edges: 'nodes',
  accepted: 'nodes',
  nobody: 'nodes',
  outside_hours: 'nodes',
  went_back: 'nodes',
  success: 'nodes',
  not_found: 'nodes',
  failure: 'nodes',
  approval: 'nodes',
  declined: 'nodes',
  countered: 'nodes',
  not_yet: 'nodes',
  refused: 'nodes',
  after_resolved: 'nodes',
  after_return: 'nodes',
  after_promise: 'nodes',
  text: 'texts',
  texts: 'texts',
  reprompt: 'texts',
  reminder: 'texts',
  prompts: 'texts',
  refusal: 'texts',
  reason: 'texts',
  what: 'texts',
  intro: 'texts',
  thanks: 'texts',
  terms: 'texts',
  ladder: 'texts',
  agent_vanished: 'texts',
  on_defect: 'texts',
  while_waiting: 'texts',
  slot: 'slots',
  slots: 'slots',
  wish: 'slots',
  section: 'sections',
}

interface Place {
  /** From the top to the value that is written. */
  readonly path: readonly Step[]
  /** The objects and lists on the way, from the top; one for each step and the last. */
  readonly holders: readonly SyntaxNode[]
}

/** Where `node`, an object, a list or a value in one, stands in the document. */
function placeOf(node: SyntaxNode, doc: Text): Place {
  const path: Step[] = []
  const holders: SyntaxNode[] = []
  for (let each: SyntaxNode | null = node; each; each = each.parent) {
    if (each.name === 'Property') {
      const name = each.getChild('PropertyName')
      path.unshift({ name: name ? spelled(doc.sliceString(name.from, name.to)) : '' })
    } else if (each.name === 'Object' || each.name === 'Array') {
      holders.unshift(each)
      if (each.parent?.name === 'Array') path.unshift({ name: null })
    } else if (each.parent?.name === 'Array') path.unshift({ name: null })
  }
  return { path, holders }
}

/** The text members of an object: what the schema's conditions look at. */
function textMembers(node: SyntaxNode | undefined, doc: Text): Members {
  const members: Record<string, string> = {}
  for (const each of propertiesOf(node ?? null, doc))
    if (each.value?.name === 'String')
      members[each.name] = spelled(doc.sliceString(each.value.from, each.value.to))
  return members
}

const schemasOf = (place: Place, doc: Text): Schema[] =>
  schemasAt(root, place.path, (depth) => textMembers(place.holders[depth], doc))

function propertyNames(object: SyntaxNode, from: number, to: number, doc: Text): CompletionResult | null {
  const there = new Set(
    [...propertiesOf(object, doc)].filter((each) => each.at !== from).map((each) => each.name),
  )
  const colon = /^\s*:/.test(doc.sliceString(to, Math.min(doc.length, to + 50))) ? '' : ': '
  const options = propertiesAllowed(root, schemasOf(placeOf(object, doc), doc))
    .filter((each) => !there.has(each.name))
    .map(({ name, schema, required }): Completion => ({
      label: `"${name}"`,
      apply: `"${name}"${colon}`,
      type: 'property',
      boost: required ? 10 : 0,
      ...(schema.description === undefined ? {} : { info: schema.description }),
      ...(required ? { detail: '*' } : {}),
    }))
  return options.length > 0 ? { from, to, options, validFor: /^"?[\w$-]*"?$/ } : null
}

/** What the value at `path` names, if it names anything: itself, an element of a list, or a member of a map of edges. */
function namesWanted(path: readonly Step[]) {
  const last = path.at(-1)?.name
  const before = path.at(-2)?.name ?? ''
  const inMap = before === 'edges' || before === 'prompts'
  return NAMES_OF[last === null || inMap ? before : (last ?? '')]
}

function values(place: Place, from: number, to: number, tree: Tree, doc: Text): CompletionResult | null {
  const literals = valuesAllowed(schemasOf(place, doc)).map((label): Completion => ({
    label,
    type: 'enum',
  }))
  const where = namesWanted(place.path)
  const names =
    where && literals.length === 0
      ? namesIn(tree, doc, where).map((name): Completion => ({
          label: JSON.stringify(name),
          type: 'variable',
        }))
      : []
  const options = [...literals, ...names]
  return options.length > 0 ? { from, to, options, validFor: /^"?[^"\\\n]*"?$/ } : null
}

/** Completes members and values by the trees' own schema, and names by what the tree defines. */
export function completeTree(context: CompletionContext): CompletionResult | null {
  const { state, pos } = context
  const { doc } = state
  // All of it where that is quick: a name may be defined further down.
  const tree = ensureSyntaxTree(state, doc.length, 100) ?? syntaxTree(state)
  const at = tree.resolveInner(pos, -1)
  const typed = context.matchBefore(/"?[\w$.:-]*$/)
  const from = at.name === 'String' || at.name === 'PropertyName' ? at.from : (typed?.from ?? pos)
  const to = at.name === 'String' || at.name === 'PropertyName' ? Math.max(at.to, pos) : pos
  if (from === pos && !context.explicit) return null

  const property = at.name === 'Property' ? at : at.parent
  if (at.name === 'PropertyName' && property?.parent) return propertyNames(property.parent, from, to, doc)
  // Behind a colon the value is missing or being written.
  const before = doc.sliceString(Math.max(0, from - 100), from)
  if (/:\s*$/.test(before) && property?.name === 'Property')
    return values(placeOf(at.name === 'Property' ? property : at, doc), from, to, tree, doc)
  if (at.name === 'String') return values(placeOf(at, doc), from, to, tree, doc)
  if (at.name === 'Object') return propertyNames(at, from, to, doc)
  if (at.name === 'Array') {
    const place = placeOf(at, doc)
    return values({ path: [...place.path, { name: null }], holders: place.holders }, from, to, tree, doc)
  }
  const object = at.parent?.name === 'Object' ? at.parent : at.parent?.parent
  return object?.name === 'Object' ? propertyNames(object, from, to, doc) : null
}
