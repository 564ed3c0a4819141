import type { Checked } from './useCheck'
import { readerOf } from './protocol'
import type { Finding } from './protocol'
import { useAdminWords } from './texts'

interface ListProps {
  findings: readonly Finding[]
  onGo: (line: number, column: number) => void
  /** Opens a dialog test at a line. */
  onTest?: (name: string, line: number) => void
}

/** What is wrong, with its place; a click leads there. */
export function Findings({ findings, onGo, onTest }: ListProps) {
  const { t, locale } = useAdminWords()
  const reader = readerOf(locale)
  return (
    <ul className="findings">
      {findings.map((each, index) => (
        <li key={index}>
          <button
            type="button"
            className={each.severity}
            disabled={each.test ? !onTest : each.line === 0}
            onClick={() => {
              if (each.test) onTest?.(each.test, each.line)
              else onGo(each.line, each.column)
            }}
          >
            <span className="what">
              <span className="severity">{each.severity === 'error' ? t.error : t.warning}</span>{' '}
              {each[reader].message}
            </span>
            {each[reader].mend && <span className="mend">{each[reader].mend}</span>}
            {each.happened && (
              <span className="happened">
                <span className="soft">{t.happened}</span>
                <code>{each.happened}</code>
              </span>
            )}
            <span className="soft">
              {each.test && `${t.test} ${each.test} · `}
              {each.line > 0 && t.line(each.line)}
              {each.node && ` · ${t.node} ${each.node}`} · <code>{each.code}</code>
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** What the compiler says, live; a click leads to the place. */
export function Problems({
  checked,
  onGo,
}: {
  checked: Checked
  onGo: (line: number, column: number) => void
}) {
  const { t } = useAdminWords()
  return (
    <div className="problems" aria-busy={checked.state === 'checking'}>
      {checked.state === 'offline' && <p className="problem">{t.notChecked}</p>}
      {checked.state === 'checked' && checked.findings.length === 0 && <p className="none">{t.noProblems}</p>}
      <Findings findings={checked.findings} onGo={onGo} />
    </div>
  )
}
