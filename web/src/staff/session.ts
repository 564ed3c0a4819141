/** Somebody of the house who may sign in. */
export interface User {
  readonly id: string
  readonly display: string
  readonly name: string
  readonly role: string
}

/** Who is signed in and what proves that a request comes from this page. */
export interface Session {
  readonly user: User
  readonly csrf: string
}

export type SignIn =
  | { readonly ok: true; readonly session: Session }
  | { readonly ok: false; readonly why: 'wrong' | 'no-server' }
  | { readonly ok: false; readonly why: 'too-many'; readonly seconds: number }

const PATH = '/api/session'

function parse(body: unknown): Session | undefined {
  if (typeof body !== 'object' || body === null || !('user' in body) || !('csrf' in body)) return undefined
  const { user, csrf } = body
  if (typeof user !== 'object' || user === null || typeof csrf !== 'string') return undefined
  const { id, name, display, role } = user as Partial<Record<keyof User, unknown>>
  const text = (value: unknown) =>
    typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
  return {
    user: { id: text(id), name: text(name), display: text(display) || text(name), role: text(role) },
    csrf,
  }
}

/** The session of the cookie; null when signed out; undefined when the server does not answer. */
export async function currentSession(): Promise<Session | null | undefined> {
  try {
    const answer = await fetch(PATH, { headers: { accept: 'application/json' } })
    if (answer.status === 401) return null
    return answer.ok ? parse(await answer.json()) : undefined
  } catch {
    return undefined
  }
}

export async function signIn(name: string, password: string): Promise<SignIn> {
  try {
    const answer = await fetch(PATH, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, password }),
    })
    if (answer.status === 429) {
      return { ok: false, why: 'too-many', seconds: Number(answer.headers.get('retry-after')) || 60 }
    }
    if (answer.status >= 500) return { ok: false, why: 'no-server' }
    if (!answer.ok) return { ok: false, why: 'wrong' }
    const session = parse(await answer.json())
    return session ? { ok: true, session } : { ok: false, why: 'no-server' }
  } catch {
    return { ok: false, why: 'no-server' }
  }
}

/** Ends the session; a server that does not answer leaves it to expire. */
export async function signOut(csrf: string): Promise<void> {
  await fetch(PATH, { method: 'DELETE', headers: { 'x-csrf-token': csrf } }).catch(() => undefined)
}
