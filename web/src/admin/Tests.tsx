import { useState } from 'react'
import { createPortal } from 'react-dom'
import type { TreesApi } from './api'
import { Findings } from './Problems'
import type { PlayedTests, TreeTest } from './protocol'
import { TestText } from './TestText'
import { useAdminWords } from './texts'
import { useTests } from './useTests'

interface Props {
  api: TreesApi
  id: string
  /** What is being edited, saved or not. */
  text: string
  shown: boolean
  /** The test that is open, "" none; one that there is not yet is begun. */
  open: string
  onOpen: (name: string) => void
}

/** The dialog tests that a version has to hold before it is published, and how the text fares in them. */
export function Tests({ api, id, text, shown, open, onOpen }: Props) {
  const { t } = useAdminWords()
  const [written, setWritten] = useState<{ name: string; source: string }>()
  const { tests, played, trouble, ask } = useTests(api, id, text, shown || open !== '', written)
  const opened = tests && open !== '' ? (tests.find((each) => each.name === open) ?? begun(open)) : undefined
  return (
    <div className="tests">
      <p className="soft">
        {t.testsLead} {t.testsForm}
      </p>
      {trouble && <p className="problem">{trouble === 'tree.invalid' ? t.mendToTry : t.noServer}</p>}
      {tests?.length === 0 && <p className="none">{t.noTests}</p>}
      <ul>
        {tests?.map((each) => (
          <li key={each.name}>
            <OneTest test={each} played={played} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {played && played.tests.length > 0 && (
        <p className="soft">{t.edges(played.edges_reached, played.edges)}</p>
      )}
      <NewTest onName={onOpen} />
      {/* Outside the panes, which are out of reach while it is open. */}
      {opened &&
        createPortal(
          <TestText
            key={opened.name}
            test={opened}
            failures={failuresOf(played, opened.name)}
            onWrite={(source) => {
              setWritten({ name: opened.name, source })
            }}
            onSave={(revision, source) => api.saveTest(id, opened.name, revision, source)}
            onLeave={() => {
              setWritten(undefined)
              onOpen('')
              void ask()
            }}
          />,
          document.querySelector('.workbench') ?? document.body,
        )}
    </div>
  )
}

const begun = (name: string): TreeTest => ({
  name,
  source: '',
  shipped: '',
  revision: 0,
  author: '',
  at: 0,
})

const failuresOf = (played: PlayedTests | undefined, name: string) =>
  played?.tests.find((each) => each.name === name)?.failures ?? []

interface OneProps {
  test: TreeTest
  played: PlayedTests | undefined
  onOpen: (name: string) => void
}

function OneTest({ test, played, onOpen }: OneProps) {
  const { t } = useAdminWords()
  const went = played?.tests.find((each) => each.name === test.name)
  const failures = went?.failures ?? []
  const standing =
    test.source === ''
      ? t.testWithdrawn
      : !went
        ? ''
        : failures.length > 0
          ? t.testFails(failures.length)
          : t.testHolds(went.conversations)
  return (
    <>
      <button
        type="button"
        className={`test ${failures.length > 0 ? 'fails' : ''}`}
        onClick={() => {
          onOpen(test.name)
        }}
      >
        <span className="name">{test.name}</span>
        <span className="went">{standing}</span>
        <span className="soft">{test.author ? t.by(test.author) : t.testShipped}</span>
      </button>
      <Findings findings={failures} onGo={() => undefined} onTest={onOpen} />
    </>
  )
}

function NewTest({ onName }: { onName: (name: string) => void }) {
  const { t } = useAdminWords()
  const [name, setName] = useState('')
  return (
    <form
      className="row"
      method="post"
      onSubmit={(event) => {
        event.preventDefault()
        onName(name)
        setName('')
      }}
    >
      <input
        value={name}
        aria-label={t.testName}
        placeholder={t.testName}
        pattern="[A-Za-z0-9_\-][A-Za-z0-9_.\-]*"
        maxLength={64}
        required
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setName(event.target.value)
        }}
      />
      <button className="plain small" type="submit">
        {t.newTest}
      </button>
    </form>
  )
}
