/** What the trees' API says (docs/trees-api.md). Instants are Unix milliseconds. */

import type { Phase } from '../staff/phases'
import { languageOf } from '../staff/texts'

export interface TreeSummary {
  readonly id: string
  readonly active: {
    readonly version: string
    readonly author: string
    readonly reason: string
    readonly at: number
  } | null
  /** Only while it differs from what is published. */
  readonly draft: { readonly revision: number; readonly author: string; readonly at: number } | null
}

export interface OpenedTree {
  readonly id: string
  readonly active: { readonly version: string; readonly source: string } | null
  readonly revision: number
  readonly based_on: string
  readonly author: string
  readonly at: number
  readonly changed: boolean
  readonly source: string
}

/** The language in which somebody reads a finding. */
export type Reader = 'zh-Hans' | 'en'
export const readerOf = (locale: string): Reader => (languageOf(locale) === 'zh' ? 'zh-Hans' : 'en')

/** A finding in the words of one language. */
export interface Told {
  readonly message: string
  /** How to mend it; empty where the message says it. */
  readonly mend: string
}

export interface Finding {
  readonly severity: 'error' | 'warning'
  readonly code: string
  /** From 1; 0 when the place is not known. */
  readonly line: number
  readonly column: number
  readonly node: string
  readonly 'zh-Hans': Told
  readonly en: Told
  /** The dialog test whose line it is; "" when it is the tree's text. */
  readonly test: string
  /** What was said and done instead, a line each. */
  readonly happened: string
}

export interface TreeTest {
  readonly name: string
  /** Empty when it was withdrawn. */
  readonly source: string
  /** The text that comes with Amends, "" when there is none. */
  readonly shipped: string
  readonly revision: number
  readonly author: string
  readonly at: number
}

export interface PlayedTests {
  readonly tests: readonly {
    readonly name: string
    readonly conversations: number
    readonly expectations: number
    readonly failures: readonly Finding[]
  }[]
  readonly edges: number
  readonly edges_reached: number
}

export interface Publication {
  readonly version: string
  readonly author: string
  readonly reason: string
  readonly at: number
}

export interface SimulatedWorld {
  readonly now: number
  readonly zone: string
  readonly locale: string
  /** People at the desk. */
  readonly agents: number
  readonly hours: 'configured' | 'open' | 'closed'
  /** When `closed` ends. */
  readonly opens: number
  /** Flags of the customer's record. */
  readonly customer: Readonly<Record<string, string>>
  readonly buttons: boolean
  readonly connectors: boolean
}

export type SimulatedInput =
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'press'; readonly option: string }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'agent'; readonly act: 'joins' | 'returns' | 'resolves' }
  | {
      readonly kind: 'answer'
      readonly outcome: 'found' | 'not_found' | 'failed'
      readonly fields?: Record<string, string>
    }

export interface SimulatedLine {
  readonly from: 'customer' | 'bot'
  readonly text: string
  /** Of the text in the tree; empty when the customer speaks. */
  readonly id: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly at: number
}

export interface SimulatedStep {
  readonly cause: string
  readonly at: number
  readonly node: string
  readonly phase: Phase
  /** The nodes that the step went through. */
  readonly path: readonly string[]
  readonly lines: readonly SimulatedLine[]
  readonly effects: readonly string[]
}

export interface Simulation {
  readonly steps: readonly SimulatedStep[]
  readonly now: number
  readonly node: string
  readonly phase: Phase
  readonly floor: 'bot' | 'waiting' | 'agent'
  readonly ended: boolean
  readonly slots: Readonly<Record<string, string>>
  readonly case: Readonly<Record<string, string>>
  readonly tags: readonly string[]
  readonly timers: readonly { readonly name: string; readonly due: number }[]
  readonly asked: { readonly connector: string; readonly arguments: Readonly<Record<string, string>> } | null
}
