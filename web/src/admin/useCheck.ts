import { useEffect, useState } from 'react'
import type { TreesApi } from './api'
import type { Finding } from './protocol'

export interface Checked {
  readonly state: 'checking' | 'checked' | 'offline'
  readonly findings: readonly Finding[]
}

const pause_ms = 300

/** What the server's compiler says of the text, a moment after it was last changed. */
export function useCheck(api: TreesApi, text: string | undefined): Checked {
  const [checked, setChecked] = useState<Checked>({ state: 'checking', findings: [] })
  useEffect(() => {
    if (text === undefined) return undefined
    const abort = new AbortController()
    const timer = setTimeout(() => {
      setChecked((before) => ({ ...before, state: 'checking' }))
      void api.check(text, abort.signal).then((answer) => {
        if (abort.signal.aborted) return
        setChecked((before) =>
          answer.ok
            ? { state: 'checked', findings: answer.value.findings }
            : { state: 'offline', findings: before.findings },
        )
      })
    }, pause_ms)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [api, text])
  return checked
}
