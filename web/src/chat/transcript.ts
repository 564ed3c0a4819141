import type { Line } from './protocol'

/**
 * The lines held, as one run without a hole (`lines`, what is shown) and the lines that do not join it yet
 * (`loose`). Lines may come in any order and any number of times; each is kept once, and shown when
 * everything before it down to the start of the run is held too.
 */
export interface Transcript {
  readonly lines: readonly Line[]
  readonly loose: readonly Line[]
  /** The highest number known to exist. */
  readonly highest: number
  /** The lowest number that is wanted; below it only on demand. */
  readonly want: number
}

export const empty: Transcript = { lines: [], loose: [], highest: 0, want: Number.POSITIVE_INFINITY }

/** At most so many lines are kept in memory, and so many that wait for their neighbours. */
export const KEPT = 2000
const LOOSE = 500

export const lowest = (t: Transcript): number => t.lines[0]?.seq ?? 0
export const top = (t: Transcript): number => t.lines.at(-1)?.seq ?? 0

/** True when lines that exist above the run are not held. */
export const hasGap = (t: Transcript): boolean => t.highest > top(t)

/** True when lines that are wanted below the run are not held. */
export const hasDebt = (t: Transcript): boolean => t.lines.length > 0 && lowest(t) > t.want

export function known(t: Transcript, seq: number): Transcript {
  return seq > t.highest ? { ...t, highest: seq } : t
}

/** Puts lines in, in any order; the first line ever put in starts the run. */
export function add(t: Transcript, incoming: readonly Line[]): Transcript {
  let changed = t
  for (const line of incoming) changed = addOne(changed, line)
  return changed
}

function addOne(t: Transcript, line: Line): Transcript {
  const highest = Math.max(t.highest, line.seq)
  const want = Math.min(t.want, line.seq)
  if (t.lines.length === 0) return absorb({ ...t, lines: [line], highest, want })
  const low = lowest(t)
  const high = top(t)
  if (line.seq >= low && line.seq <= high) return t
  if (t.loose.some((each) => each.seq === line.seq)) return t
  if (line.seq === high + 1) return absorb(bounded({ ...t, lines: [...t.lines, line], highest, want }))
  const loose = [...t.loose, line].sort((a, b) => a.seq - b.seq)
  if (loose.length > LOOSE) loose.pop()
  return absorb({ ...t, loose, highest, want })
}

function bounded(t: Transcript): Transcript {
  if (t.lines.length <= KEPT) return t
  const lines = t.lines.slice(t.lines.length - KEPT)
  return { ...t, lines, want: lines[0]?.seq ?? t.want }
}

/** Joins the loose lines that touch the run at either end. */
function absorb(t: Transcript): Transcript {
  const lines = [...t.lines]
  const loose = [...t.loose]
  for (;;) {
    const high = lines.at(-1)?.seq ?? 0
    const above = loose.findIndex((each) => each.seq === high + 1)
    if (above >= 0) {
      lines.push(...loose.splice(above, 1))
      continue
    }
    const low = lines[0]?.seq ?? 0
    const below = loose.findIndex((each) => each.seq === low - 1)
    if (below < 0) break
    lines.unshift(...loose.splice(below, 1))
  }
  return lines.length === t.lines.length ? t : { ...t, lines, loose }
}

/** What to ask the store for: the `limit` lines just below `before`. */
export interface Request {
  readonly before: number
  readonly limit: number
  /** Whether it closes a hole above the run; else it asks for older lines. */
  readonly upward: boolean
}

/** What is missing above the run, else what is wanted below it. */
export function missing(t: Transcript): Request | undefined {
  if (hasGap(t)) {
    const before = t.loose.find((each) => each.seq > top(t))?.seq ?? t.highest + 1
    const hole = t.lines.length === 0 ? 50 : before - top(t) - 1
    return { before, limit: Math.min(100, hole), upward: true }
  }
  if (hasDebt(t)) {
    return { before: lowest(t), limit: Math.min(100, lowest(t) - t.want), upward: false }
  }
  return undefined
}

/**
 * Takes the store's answer to `asked`, which may hold fewer lines than were asked for; `more` says whether
 * older ones exist. The store's word is final: a number that it does not have is passed over, so that one
 * lost line cannot hide all that follow.
 */
export function answered(t: Transcript, asked: Request, lines: readonly Line[], more: boolean): Transcript {
  const filled = add(t, lines)
  if (!asked.upward) return lowest(filled) === lowest(t) ? { ...filled, want: lowest(filled) } : filled
  const reachesRun = !more || lines.length === 0 || lines.some((each) => each.seq <= top(t) + 1)
  if (top(filled) >= asked.before - 1 || !reachesRun) return filled
  return passHole(filled)
}

function passHole(t: Transcript): Transcript {
  const next = t.loose.find((each) => each.seq > top(t))
  if (!next) return { ...t, highest: top(t) }
  return absorb({ ...t, lines: [...t.lines, next], loose: t.loose.filter((each) => each !== next) })
}
