import { Suspense, lazy, useState } from 'react'
import type { Answer } from './api'
import { Overlay } from './Overlay'
import { Findings } from './Problems'
import type { Finding, TreeTest } from './protocol'
import { useAdminWords } from './texts'

const Compare = lazy(() => import('./editor/Compare'))

const BEGINNING = '== \nlocale: zh-CN\ncustomer: \nbot: \n'

interface Props {
  test: TreeTest
  failures: readonly Finding[]
  onWrite: (source: string) => void
  onSave: (revision: number, source: string) => Promise<Answer<{ revision: number }>>
  onLeave: () => void
}

/** A test's text, played as it is written. When a colleague saved meanwhile, both texts are shown. */
export function TestText({ test, failures, onWrite, onSave, onLeave }: Props) {
  const { t } = useAdminWords()
  const [text, setText] = useState(test.source || test.shipped || BEGINNING)
  const [revision, setRevision] = useState(test.revision)
  const [theirs, setTheirs] = useState<TreeTest>()
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const write = (next: string) => {
    setText(next)
    onWrite(next)
  }
  const save = async (source: string) => {
    setBusy(true)
    const answer = await onSave(revision, source)
    setBusy(false)
    if (answer.ok) {
      onLeave()
      return
    }
    setProblem(answer.why.test ? '' : answer.why.code === 'offline' ? t.noServer : answer.why.detail)
    if (!answer.why.test) return
    setTheirs(answer.why.test)
    setRevision(answer.why.test.revision)
  }
  const goTo = (line: number) => {
    const area = document.getElementById('test-text')
    if (!(area instanceof HTMLTextAreaElement)) return
    const before = text
      .split('\n')
      .slice(0, line - 1)
      .join('\n').length
    const at = line > 1 ? before + 1 : 0
    area.focus()
    area.setSelectionRange(at, at + (text.split('\n')[line - 1]?.length ?? 0))
  }
  return (
    <Overlay
      role="dialog"
      title={`${t.test} ${test.name}`}
      onLeave={onLeave}
      actions={
        <>
          {test.shipped && text !== test.shipped && !theirs && (
            <button
              className="quiet"
              type="button"
              onClick={() => {
                write(test.shipped)
              }}
            >
              {t.putBackShipped}
            </button>
          )}
          {test.source && !theirs && (
            <button className="quiet" type="button" disabled={busy} onClick={() => void save('')}>
              {t.withdrawTest}
            </button>
          )}
          <button className="plain" type="button" onClick={onLeave}>
            {t.close}
          </button>
          <button className="primary" type="button" disabled={busy} onClick={() => void save(text)}>
            {theirs ? t.saveMerged : t.saveTest}
          </button>
        </>
      }
    >
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      {theirs ? (
        <>
          <p className="note" role="alert">
            {t.testStale(theirs.author)}
          </p>
          <Suspense fallback={<p className="none">{t.loadingEditor}</p>}>
            <Compare
              left={theirs.source}
              right={text}
              leftLabel={t.theirs(theirs.author)}
              rightLabel={t.yourText}
              onRight={write}
            />
          </Suspense>
        </>
      ) : (
        <div className="test-text">
          <textarea
            id="test-text"
            value={text}
            aria-label={t.testText(test.name)}
            spellCheck={false}
            onChange={(event) => {
              write(event.target.value)
            }}
          />
          <div className="failures" aria-live="polite">
            <Findings
              findings={failures}
              onGo={() => undefined}
              onTest={(_, line) => {
                goTo(line)
              }}
            />
          </div>
        </div>
      )}
    </Overlay>
  )
}
