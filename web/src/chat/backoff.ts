/** What a closed connection asks of the client (the table of close codes in docs/chat-protocol.md). */
export type Verdict = 'rest' | 'give-up' | 'retry' | 'retry-slowly' | 'new-visitor'

export function verdictOf(code: number): Verdict {
  switch (code) {
    case 1000:
    case 1001:
      return 'rest'
    case 1002:
    case 1003:
    case 1007:
    case 1009:
    case 4400:
    case 4409:
      return 'give-up'
    case 1013:
    case 4429:
      return 'retry-slowly'
    case 4401:
      return 'new-visitor'
    default:
      return 'retry'
  }
}

const FIRST = 500
const CAP = 30_000

/**
 * Milliseconds to wait before the next try: full jitter, from 0.5 s doubling to 30 s. `slowly` starts
 * eight times higher and never tries within the first second, for a server that said it is full.
 */
export function backoff(attempt: number, random: number, slowly = false): number {
  const window = Math.min(CAP, FIRST * 2 ** Math.min(attempt + (slowly ? 3 : 0), 16))
  return slowly ? Math.max(1000, random * window) : random * window
}
