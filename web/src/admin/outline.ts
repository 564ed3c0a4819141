import type { Phase } from '../staff/phases'

/** A node of the tree as the outline shows it. */
export interface OutlineEntry {
  readonly id: string
  /** Of a section, "" in the tree itself. */
  readonly section: string
  readonly kind: string
  readonly phase: Phase | ''
  /** What a `call` node walks: a section of this tree, or another tree; "" neither. */
  readonly calls: { readonly section: string; readonly tree: string }
  /** Line of its name, from 1. */
  readonly line: number
}
