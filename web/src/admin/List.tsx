import { useCallback, useEffect, useState } from 'react'
import type { TreesApi } from './api'
import { NewTree } from './NewTree'
import type { TreeSummary } from './protocol'
import { reasonIn, useAdminWords } from './texts'

/** Every tree: what is in use, since when and why, and where somebody works. */
export function List({ api }: { api: TreesApi }) {
  const { t, locale } = useAdminWords()
  const [trees, setTrees] = useState<readonly TreeSummary[]>()
  const [failed, setFailed] = useState(false)
  const [making, setMaking] = useState(false)

  const ask = useCallback(
    () =>
      api.list().then((answer) => {
        setFailed(!answer.ok)
        if (answer.ok) setTrees(answer.value.trees)
      }),
    [api],
  )
  useEffect(() => {
    void ask()
  }, [ask])

  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <main className="trees">
      <div className="heading">
        <div>
          <h1>{t.trees}</h1>
          <p className="soft">{t.listLead}</p>
        </div>
        <button
          className="plain"
          type="button"
          disabled={!trees}
          onClick={() => {
            setMaking(true)
          }}
        >
          {t.newTree}
        </button>
      </div>
      {failed && (
        <p className="problem" role="alert">
          {t.noServer}{' '}
          <button className="plain" type="button" onClick={() => void ask()}>
            {t.tryAgain}
          </button>
        </p>
      )}
      {!trees && !failed && <p className="soft">{t.loading}</p>}
      <ul>
        {trees?.map((each) => (
          <li key={each.id}>
            <a href={`#/${encodeURIComponent(each.id)}`}>
              <span className="name">{each.id}</span>
              {each.draft && <span className="tag draft">{t.draftBy(each.draft.author)}</span>}
              <span className="soft about">
                {each.active ? (
                  <>
                    {t.published} <time>{time.format(each.active.at)}</time> · {t.by(each.active.author)} ·{' '}
                    {reasonIn(t, each.active.reason)}
                  </>
                ) : (
                  t.neverPublished
                )}
              </span>
              {each.active && <code className="version">{each.active.version}</code>}
            </a>
          </li>
        ))}
      </ul>
      {trees && (
        <NewTree
          open={making}
          trees={trees}
          api={api}
          onClose={() => {
            setMaking(false)
          }}
        />
      )}
    </main>
  )
}
