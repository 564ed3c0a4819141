import type {
  Finding,
  OpenedTree,
  PlayedTests,
  Publication,
  SimulatedInput,
  SimulatedWorld,
  Simulation,
  TreeSummary,
  TreeTest,
} from './protocol'

/** Why the server said no. */
export interface Refusal {
  readonly status: number
  /** "offline" when it did not answer at all. */
  readonly code: string
  readonly detail: string
  /** Of a 409: what there is now. */
  readonly current?: OpenedTree
  /** Of a 409 about a test: the test there is now. */
  readonly test?: TreeTest
  /** Of a 422: what is wrong with the tree. */
  readonly findings?: readonly Finding[]
}

export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: Refusal }

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

function refusalIn(status: number, body: unknown): Refusal {
  const from = isObject(body) ? body : {}
  return {
    status,
    code: typeof from.code === 'string' ? from.code : 'unknown',
    detail: typeof from.detail === 'string' ? from.detail : '',
    // The server is ours, and of the same version as this page: the two come from one binary.
    ...(isObject(from.current) ? { current: from.current as unknown as OpenedTree } : {}),
    ...(isObject(from.test) ? { test: from.test as unknown as TreeTest } : {}),
    ...(Array.isArray(from.findings) ? { findings: from.findings as Finding[] } : {}),
  }
}

/** The trees' API with the session's proof that requests come from this page. */
export class TreesApi {
  constructor(
    private readonly csrf: string,
    private readonly onSignedOut: () => void,
  ) {}

  list(): Promise<Answer<{ trees: TreeSummary[] }>> {
    return this.ask('GET', '/api/admin/trees')
  }
  open(id: string): Promise<Answer<OpenedTree>> {
    return this.ask('GET', at(id))
  }
  save(id: string, revision: number, basedOn: string, source: string): Promise<Answer<{ revision: number }>> {
    return this.ask('PUT', `${at(id)}/draft`, { revision, based_on: basedOn, source })
  }
  publish(id: string, revision: number, reason: string): Promise<Answer<{ version: string }>> {
    return this.ask('POST', `${at(id)}/publish`, { revision, reason })
  }
  rollBack(id: string, version: string, over: string, reason: string): Promise<Answer<{ version: string }>> {
    return this.ask('POST', `${at(id)}/roll-back`, { version, over, reason })
  }
  publications(id: string): Promise<Answer<{ publications: Publication[] }>> {
    return this.ask('GET', `${at(id)}/publications`)
  }
  version(id: string, version: string): Promise<Answer<{ source: string }>> {
    return this.ask('GET', `${at(id)}/versions/${encodeURIComponent(version)}`)
  }
  tests(id: string): Promise<Answer<{ tests: TreeTest[] }>> {
    return this.ask('GET', `${at(id)}/tests`)
  }
  saveTest(
    id: string,
    name: string,
    revision: number,
    source: string,
  ): Promise<Answer<{ revision: number }>> {
    return this.ask('PUT', `${at(id)}/tests/${encodeURIComponent(name)}`, { revision, source })
  }
  /** Plays a tree's tests with `source`; `written` stands for what is saved under its name. */
  playTests(
    tree: string,
    source: string,
    signal: AbortSignal,
    written?: { name: string; source: string },
  ): Promise<Answer<PlayedTests>> {
    const body = { tree, source, ...(written ? { test: written } : {}) }
    return this.ask('POST', '/api/admin/tree-tests', body, signal)
  }
  check(source: string, signal: AbortSignal): Promise<Answer<{ findings: Finding[] }>> {
    return this.ask('POST', '/api/admin/tree-check', { source }, signal)
  }
  simulate(
    source: string,
    world: SimulatedWorld,
    inputs: readonly SimulatedInput[],
    signal: AbortSignal,
  ): Promise<Answer<Simulation>> {
    return this.ask('POST', '/api/admin/tree-simulation', { source, world, inputs }, signal)
  }

  private async ask<T>(
    method: string,
    path: string,
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<Answer<T>> {
    try {
      const answer = await fetch(path, {
        method,
        headers: {
          accept: 'application/json',
          'x-csrf-token': this.csrf,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      })
      if (answer.status === 401) this.onSignedOut()
      const told: unknown = await answer.json()
      return answer.ok ? { ok: true, value: told as T } : { ok: false, why: refusalIn(answer.status, told) }
    } catch {
      return { ok: false, why: { status: 0, code: 'offline', detail: '' } }
    }
  }
}

const at = (id: string): string => `/api/admin/trees/${encodeURIComponent(id)}`
