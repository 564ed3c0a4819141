import type { Texts } from './texts'

const DAY = 86_400_000

const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0)

export const sameDay = (a: number, b: number): boolean => startOfDay(a) === startOfDay(b)

/** "Today", "昨天", "3 March": a heading over the lines of one day. */
export function dayLabel(at: number, now: number, locale: string, t: Texts): string {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / DAY)
  if (days === 0) return t.today
  if (days === 1) return t.yesterday
  const year =
    new Date(at).getFullYear() === new Date(now).getFullYear() ? {} : ({ year: 'numeric' } as const)
  return new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric', ...year }).format(at)
}

export const timeLabel = (at: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
