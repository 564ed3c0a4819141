import { createContext, useContext, useEffect, useState } from 'react'
import type { Objection } from './api'
import { objections } from './objections'
import { useWords } from './texts'

export type Judge = (text: string, signal: AbortSignal) => Promise<readonly Objection[]>

/** Who judges drafts: the server, with the rules that the dialog trees keep too. Nobody until it is said. */
export const Judging = createContext<Judge>(() => Promise.resolve([]))

const pause_ms = 600

/** What a customer should not be sent of `text`, and how to say it instead. It warns; the agent decides. */
export function Wording({ text }: { text: string }) {
  const { t, locale } = useWords()
  const judge = useContext(Judging)
  const [found, setFound] = useState<{ text: string; objections: readonly Objection[] }>()
  const empty = text.trim() === ''
  useEffect(() => {
    if (empty) return undefined
    const abort = new AbortController()
    const timer = setTimeout(() => {
      void judge(text, abort.signal).then((objections) => {
        if (!abort.signal.aborted) setFound({ text, objections })
      })
    }, pause_ms)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [text, empty, judge])
  // Words that have gone since are objected to no longer, without waiting for the server.
  const shown = empty ? [] : (found?.objections.filter((each) => text.includes(each.words)) ?? [])
  const words = locale.startsWith('zh') ? objections.zh : objections.en
  return (
    <div role="status" aria-label={t.wording}>
      {shown.length > 0 && (
        <ul className="wording">
          {shown.map((each) => {
            const [what, mend] = words[each.rule.replace('wording/', '')] ?? [each.rule, '']
            return (
              <li key={each.rule} className={each.grave ? 'grave' : ''}>
                <q>{each.words}</q> {what}
                {mend && <span className="mend">{mend}</span>}
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
