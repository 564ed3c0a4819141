import type { Publication } from './protocol'
import { reasonIn, useAdminWords } from './texts'

interface Props {
  publications: readonly Publication[] | undefined
  active: string
  onCompare: (version: string) => void
  onRollBack: (version: string) => void
}

/** What was published when, by whom and why. */
export function Versions({ publications, active, onCompare, onRollBack }: Props) {
  const { t, locale } = useAdminWords()
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  if (publications?.length === 0) return <p className="none">{t.noVersions}</p>
  return (
    <ol className="versions">
      {publications?.map((each, index) => {
        const inUse = index === 0 && each.version === active
        return (
          <li key={`${each.version}:${String(each.at)}`}>
            <p className="reason">{reasonIn(t, each.reason)}</p>
            <p className="soft">
              <time>{time.format(each.at)}</time> · {t.by(each.author)} · <code>{each.version}</code>
            </p>
            <div className="row">
              {inUse && <span className="tag now">{t.now}</span>}
              <button
                className="plain small"
                type="button"
                onClick={() => {
                  onCompare(each.version)
                }}
              >
                {t.compare}
              </button>
              {each.version !== active && (
                <button
                  className="plain small"
                  type="button"
                  onClick={() => {
                    onRollBack(each.version)
                  }}
                >
                  {t.rollBack}
                </button>
              )}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
