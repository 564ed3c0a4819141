/** What of a state the customer sees. */
import type { Line } from './protocol'
import type { State } from './state'

/** Lines to show: the run without what was withdrawn. */
export const visible = (s: State): Line[] => s.transcript.lines.filter((each) => !each.withdrawn)

/** How many lines of others the customer has not seen. */
export const unread = (s: State): number =>
  s.transcript.lines.filter((each) => !each.withdrawn && each.from !== 'customer' && each.seq > s.seen).length

/**
 * The line whose quick replies are open: the newest that offers any, until one is pressed or typed, or the
 * conversation has gone on without it.
 */
export function openQuestion(s: State): Line | undefined {
  if (s.floor === 'agent') return undefined
  const lines = visible(s)
  const index = lines.findLastIndex((each) => each.options.length > 0)
  const line = lines[index]
  if (!line) return undefined
  const answers = new Set(line.options.flatMap((each) => [each.label, each.value]))
  const later = lines.slice(index + 1)
  const spoke = later.findIndex((each) => each.from === 'customer')
  const goneOn = spoke >= 0 && later.slice(spoke).some((each) => each.from !== 'customer')
  const answered =
    later.some((each) => each.from === 'customer' && answers.has(each.text)) ||
    s.unsent.some((each) => each.state !== 'failed' && (each.option !== undefined || answers.has(each.text)))
  return goneOn || answered ? undefined : line
}
