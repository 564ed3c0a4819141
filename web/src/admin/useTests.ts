import { useCallback, useEffect, useState } from 'react'
import type { TreesApi } from './api'
import type { PlayedTests, TreeTest } from './protocol'

const pause_ms = 600

/**
 * A tree's tests, and how the text that is being edited fares in them. They are played while somebody looks (`shown`),
 * with `written` in place of what is saved under its name.
 */
export function useTests(
  api: TreesApi,
  id: string,
  text: string,
  shown: boolean,
  written?: { name: string; source: string },
) {
  const [tests, setTests] = useState<readonly TreeTest[]>()
  const [played, setPlayed] = useState<PlayedTests>()
  /** Code of what keeps them from being played, "" nothing. */
  const [trouble, setTrouble] = useState('')
  const ask = useCallback(
    () =>
      api.tests(id).then((answer) => {
        if (answer.ok) setTests(answer.value.tests)
        else setTrouble(answer.why.code)
      }),
    [api, id],
  )
  useEffect(() => {
    if (shown) void ask()
  }, [ask, shown])

  const name = written?.name
  const source = written?.source
  useEffect(() => {
    if (!shown || !tests) return undefined
    const abort = new AbortController()
    const timer = setTimeout(() => {
      const instead = name && source ? { name, source } : undefined
      void api.playTests(id, text, abort.signal, instead).then((answer) => {
        if (abort.signal.aborted) return
        setTrouble(answer.ok ? '' : answer.why.code)
        if (answer.ok) setPlayed(answer.value)
      })
    }, pause_ms)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [api, id, text, shown, tests, name, source])

  return { tests, played, trouble, ask }
}
