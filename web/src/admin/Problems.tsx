import type { Checked } from './useCheck'
import type { Finding } from './protocol'
import { useAdminWords } from './texts'

interface ListProps {
  findings: readonly Finding[]
  onGo: (line: number, column: number) => void
}

export function Findings({ findings, onGo }: ListProps) {
  const { t } = useAdminWords()
  return (
    <ul className="findings">
      {findings.map((each, index) => (
        <li key={index}>
          <button
            type="button"
            className={each.severity}
            disabled={each.line === 0}
            onClick={() => {
              onGo(each.line, each.column)
            }}
          >
            <span className="what">
              <span className="severity">{each.severity === 'error' ? t.error : t.warning}</span>{' '}
              {each.message}
            </span>
            <span className="soft">
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
