import { useMemo, useState } from 'react'
import type { OutlineEntry } from './outline'
import type { Finding } from './protocol'
import { useAdminWords } from './texts'

interface Props {
  entries: readonly OutlineEntry[]
  findings: readonly Finding[]
  /** Where the cursor is. */
  line: number
  /** Where the trial stands, "" nowhere. */
  trial: string
  onGo: (line: number) => void
}

const nameOf = (entry: OutlineEntry) => (entry.section ? `${entry.section}.${entry.id}` : entry.id)

/** The tree's nodes with their phases, beside the text. */
export function Outline({ entries, findings, line, trial, onGo }: Props) {
  const { t } = useAdminWords()
  const [wanted, setWanted] = useState('')
  const marked = useMemo(() => {
    const worst = new Map<string, Finding['severity']>()
    for (const each of findings)
      if (each.node && worst.get(each.node) !== 'error') worst.set(each.node, each.severity)
    return worst
  }, [findings])
  const here = entries.findLast((each) => each.line <= line)
  const shown = entries.filter((each) =>
    `${nameOf(each)} ${each.kind} ${each.phase}`.toLowerCase().includes(wanted.toLowerCase()),
  )
  /** Line of a section's first node, 0 when there is no such section. */
  const firstOf = (section: string) => entries.find((each) => section && each.section === section)?.line ?? 0
  return (
    <nav className="outline" aria-label={t.outline}>
      <h2>{t.outline}</h2>
      <input
        type="search"
        value={wanted}
        placeholder={t.filter}
        aria-label={t.filter}
        onChange={(event) => {
          setWanted(event.target.value)
        }}
      />
      {entries.length > 0 && shown.length === 0 && <p className="none">{t.noNodes}</p>}
      <ol>
        {shown.map((each) => {
          const name = nameOf(each)
          const wrong = marked.get(name)
          return (
            <li key={`${name}:${String(each.line)}`}>
              <button
                type="button"
                className={`entry phase-${each.phase || 'none'}${name === trial ? ' stands' : ''}`}
                aria-current={each === here ? 'true' : undefined}
                title={each.phase ? t.phases[each.phase] : undefined}
                onClick={() => {
                  onGo(each.line)
                }}
              >
                <span className="dot" aria-hidden="true" />
                <span className="name">{name}</span>
                {wrong && <span className={`mark ${wrong}`}>{wrong === 'error' ? t.error : t.warning}</span>}
                <span className="kind">{each.kind}</span>
                {each.phase && <span className="hidden">{t.phases[each.phase]}</span>}
              </button>
              {each.kind === 'call' && each.calls.tree && (
                <a className="called" href={`#/${encodeURIComponent(each.calls.tree)}`}>
                  {t.opensTree(each.calls.tree)}
                </a>
              )}
              {each.kind === 'call' && !each.calls.tree && firstOf(each.calls.section) && (
                <button
                  type="button"
                  className="called"
                  onClick={() => {
                    onGo(firstOf(each.calls.section))
                  }}
                >
                  {t.toSection(each.calls.section)}
                </button>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
