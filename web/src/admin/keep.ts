/** What was written and not saved yet, kept in this browser so that a reload or a lost session costs nothing. */
export interface Kept {
  /** The revision and version that it was written over. */
  readonly revision: number
  readonly basedOn: string
  readonly text: string
}

const key = (user: string, id: string) => `amends.admin.${user}.${id}`

export function keep(user: string, id: string, kept: Kept | null): void {
  try {
    if (kept) localStorage.setItem(key(user, id), JSON.stringify(kept))
    else localStorage.removeItem(key(user, id))
  } catch {
    // Storage is full or forbidden: it lasts as long as the page.
  }
}

export function kept(user: string, id: string): Kept | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key(user, id)) ?? 'null')
    if (typeof found !== 'object' || found === null) return null
    const { revision, basedOn, text } = found as Partial<Record<keyof Kept, unknown>>
    if (typeof revision !== 'number' || typeof basedOn !== 'string' || typeof text !== 'string') return null
    return { revision, basedOn, text }
  } catch {
    return null
  }
}
