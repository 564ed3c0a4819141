import { useCallback, useEffect, useRef, useState } from 'react'
import type { Answer, Refusal, TreesApi } from './api'
import { keep, kept } from './keep'
import type { OpenedTree } from './protocol'

/** Somebody was quicker: what there is now, to be compared with what is written here. */
export interface Collision {
  readonly kind: 'stale' | 'moved'
  readonly current: OpenedTree
}

export interface Work {
  readonly opened: OpenedTree
  /** What is written here. */
  readonly text: string
  /** What the draft had when it was last read or saved here. */
  readonly base: string
  readonly revision: number
  readonly basedOn: string
  readonly restored: boolean
}

export type Load =
  { readonly state: 'loading' | 'unknown' | 'offline' } | { readonly state: 'open'; readonly work: Work }

const begin = (opened: OpenedTree): Work => ({
  opened,
  text: opened.source,
  base: opened.source,
  revision: opened.revision,
  basedOn: opened.based_on,
  restored: false,
})

/** Puts back what was written and not saved, over the revision that it was written over. */
function withKept(work: Work, user: string): Work {
  const found = kept(user, work.opened.id)
  if (!found || found.text === work.text) return work
  return { ...work, text: found.text, revision: found.revision, basedOn: found.basedOn, restored: true }
}

/** One tree at work: its text, its draft on the server, and what happens when another admin works on it too. */
export function useTree(id: string, api: TreesApi, user: string) {
  const [load, setLoad] = useState<Load>({ state: 'loading' })
  const [saving, setSaving] = useState(false)
  const [failed, setFailed] = useState<Refusal | null>(null)
  const [collision, setCollision] = useState<Collision | null>(null)
  const work = useRef<Work | null>(null)

  const put = useCallback((next: Work) => {
    work.current = next
    setLoad({ state: 'open', work: next })
  }, [])

  const open = useCallback(
    () =>
      api.open(id).then((answer) => {
        if (answer.ok) put(withKept(begin(answer.value), user))
        else setLoad({ state: answer.why.code === 'tree.unknown' ? 'unknown' : 'offline' })
      }),
    [api, id, put, user],
  )
  useEffect(() => {
    void open()
  }, [open])

  const write = useCallback(
    (text: string) => {
      const now = work.current
      if (!now || now.text === text) return
      put({ ...now, text })
      const unsaved = text !== now.base
      keep(user, id, unsaved ? { revision: now.revision, basedOn: now.basedOn, text } : null)
    },
    [id, put, user],
  )

  const refuse = useCallback((why: Refusal) => {
    if (why.current && (why.code === 'draft.stale' || why.code === 'tree.moved')) {
      setCollision({ kind: why.code === 'draft.stale' ? 'stale' : 'moved', current: why.current })
      setFailed(null)
    } else setFailed(why)
  }, [])

  /** Saves `text`, by default what is written; over another revision after a collision. True when it is saved. */
  const save = useCallback(
    async (over?: { text: string; revision: number; basedOn: string }): Promise<boolean> => {
      const now = work.current
      if (!now) return false
      const { text, revision, basedOn } = over ?? now
      setSaving(true)
      const answer = await api.save(id, revision, basedOn, text)
      setSaving(false)
      if (!answer.ok) {
        refuse(answer.why)
        return false
      }
      setFailed(null)
      setCollision(null)
      const since = work.current ?? now
      // What was written while the answer was under way stays, on top of what is saved now.
      const written = over ? text : since.text
      put({ ...since, text: written, base: text, revision: answer.value.revision, basedOn, restored: false })
      keep(user, id, written === text ? null : { revision: answer.value.revision, basedOn, text: written })
      return true
    },
    [api, id, put, refuse, user],
  )

  /** Gives up what is written here for what the server has. Returns that text. */
  const adopt = useCallback(
    (opened: OpenedTree): string => {
      keep(user, id, null)
      setCollision(null)
      setFailed(null)
      put(begin(opened))
      return opened.source
    },
    [id, put, user],
  )

  /** After a publication or a return to an older version: what is active now. */
  const settle = useCallback(
    async (answer: Answer<{ version: string }>): Promise<void> => {
      if (!answer.ok) {
        refuse(answer.why)
        return
      }
      const now = await api.open(id)
      const since = work.current
      if (!now.ok || !since) return
      put({ ...since, opened: now.value, revision: now.value.revision, basedOn: now.value.based_on })
    },
    [api, id, put, refuse],
  )

  return {
    load,
    saving,
    failed,
    collision,
    open,
    write,
    save,
    adopt,
    settle,
    postpone: () => {
      setCollision(null)
    },
  }
}
