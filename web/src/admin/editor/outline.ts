import type { Text } from '@codemirror/state'
import type { SyntaxNode, Tree } from '@lezer/common'
import type { OutlineEntry } from '../outline'
import { PHASES } from '../../staff/phases'
import type { Phase } from '../../staff/phases'

const isPhase = (text: string): text is Phase => (PHASES as readonly string[]).includes(text)

/** What a JSON string literal says; also of one that is not finished. */
export function spelled(literal: string): string {
  try {
    const value: unknown = JSON.parse(literal)
    return typeof value === 'string' ? value : ''
  } catch {
    return literal.replace(/^"|"$/g, '')
  }
}

/** The properties of an object with their names and values; what is broken is left out. */
export function* propertiesOf(object: SyntaxNode | null, doc: Text) {
  for (let each = object?.firstChild ?? null; each; each = each.nextSibling) {
    if (each.name !== 'Property') continue
    const name = each.getChild('PropertyName')
    const value = each.lastChild
    if (!name) continue
    const read = spelled(doc.sliceString(name.from, name.to))
    yield { name: read, at: name.from, value: value && value.name !== 'PropertyName' ? value : null }
  }
}

export function member(object: SyntaxNode | null, name: string, doc: Text): SyntaxNode | null {
  for (const each of propertiesOf(object, doc)) if (each.name === name) return each.value
  return null
}

const textOf = (node: SyntaxNode | null, doc: Text): string =>
  node?.name === 'String' ? spelled(doc.sliceString(node.from, node.to)) : ''

function* nodesIn(nodes: SyntaxNode | null, section: string, doc: Text): Generator<OutlineEntry> {
  for (const each of propertiesOf(nodes, doc)) {
    const phase = textOf(member(each.value, 'phase', doc), doc)
    yield {
      id: each.name,
      section,
      kind: textOf(member(each.value, 'node', doc), doc),
      phase: isPhase(phase) ? phase : '',
      calls: {
        section: textOf(member(each.value, 'section', doc), doc),
        tree: textOf(member(each.value, 'tree', doc), doc),
      },
      line: doc.lineAt(each.at).number,
    }
  }
}

/** The tree's nodes in the order of the text, then those of its sections; as much as can be read of a broken text. */
export function outlineOf(tree: Tree, doc: Text): OutlineEntry[] {
  const top = tree.topNode.getChild('Object')
  const entries = [...nodesIn(member(top, 'nodes', doc), '', doc)]
  for (const section of propertiesOf(member(top, 'sections', doc), doc))
    entries.push(...nodesIn(member(section.value, 'nodes', doc), section.name, doc))
  return entries
}

/** Names that a tree defines, by where they are defined. */
export function namesIn(tree: Tree, doc: Text, where: 'nodes' | 'texts' | 'slots' | 'sections'): string[] {
  const top = tree.topNode.getChild('Object')
  const names = [...propertiesOf(member(top, where, doc), doc)].map((each) => each.name)
  if (where === 'sections') return names
  for (const section of propertiesOf(member(top, 'sections', doc), doc))
    for (const each of propertiesOf(member(section.value, where, doc), doc)) names.push(each.name)
  return [...new Set(names)]
}
