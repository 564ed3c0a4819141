import { Suspense, lazy, useCallback, useEffect, useRef, useState } from 'react'
import { Modal } from '../staff/Modal'
import type { TreesApi } from './api'
import { Collision } from './Collision'
import type { EditorHandle } from './editor/Editor'
import type { OutlineEntry } from './outline'
import { Outline } from './Outline'
import { Overlay } from './Overlay'
import { Problems } from './Problems'
import type { Finding, Publication } from './protocol'
import { WithReason } from './Publish'
import { Simulator } from './Simulator'
import { Tests } from './Tests'
import { useAdminWords } from './texts'
import { useCheck } from './useCheck'
import { useTree } from './useTree'
import { Versions } from './Versions'

// The code editor is larger than all else together: it comes when a tree is opened.
const Editor = lazy(() => import('./editor/Editor'))
const Compare = lazy(() => import('./editor/Compare'))

type Pane = 'problems' | 'tests' | 'simulator' | 'versions'
type Asking =
  | { readonly what: 'publish' }
  | { readonly what: 'roll-back'; readonly version: string }
  | { readonly what: 'discard' }

interface Props {
  id: string
  api: TreesApi
  me: string
}

/** One tree: its outline, its text, and beside it problems, a trial and versions. */
export function Workbench({ id, api, me }: Props) {
  const { t } = useAdminWords()
  const tree = useTree(id, api, me)
  const work = tree.load.state === 'open' ? tree.load.work : undefined
  const checked = useCheck(api, work?.text)
  const editor = useRef<EditorHandle>(null)
  const [entries, setEntries] = useState<readonly OutlineEntry[]>([])
  const [line, setLine] = useState(1)
  const [trial, setTrial] = useState('')
  const [pane, setPane] = useState<Pane>('problems')
  const [asking, setAsking] = useState<Asking>()
  const [refused, setRefused] = useState<readonly Finding[]>([])
  const [said, setSaid] = useState('')
  const [publications, setPublications] = useState<readonly Publication[]>()
  const [test, setTest] = useState('')
  const [compared, setCompared] = useState<{ label: string; text: string }>()

  const active = work?.opened.active?.version ?? ''
  useEffect(() => {
    void api.publications(id).then((answer) => {
      if (answer.ok) setPublications(answer.value.publications)
    })
  }, [api, id, active])

  const go = useCallback((to: number, column?: number) => {
    setAsking(undefined)
    setCompared(undefined)
    editor.current?.goTo(to, column)
  }, [])
  const goToNode = useCallback(
    (node: string) => {
      const found = entries.find((each) => (each.section ? `${each.section}.${each.id}` : each.id) === node)
      if (found) go(found.line)
    },
    [entries, go],
  )

  if (!work) return <Waiting state={tree.load.state} onAgain={() => void tree.open()} />
  const dirty = work.text !== work.base
  const covered = compared !== undefined || test !== '' || tree.collision !== null
  const errors = checked.findings.filter((each) => each.severity === 'error').length

  const save = async () => {
    if (await tree.save()) setSaid(t.saved(work.revision + 1))
  }
  const finish = async (reason: string) => {
    if (!asking || asking.what === 'discard') return
    const answer =
      asking.what === 'publish'
        ? await api.publish(id, work.revision, reason)
        : await api.rollBack(id, asking.version, active, reason)
    if (!answer.ok && answer.why.findings) {
      setRefused(answer.why.findings)
      return
    }
    setAsking(undefined)
    if (answer.ok)
      setSaid(asking.what === 'publish' ? t.publishedAs(answer.value.version) : t.rolledBack(asking.version))
    await tree.settle(answer)
  }
  const compare = async (version: string) => {
    const answer = await api.version(id, version)
    if (answer.ok) setCompared({ label: t.publishedVersion(version), text: answer.value.source })
  }
  const discard = async () => {
    setAsking(undefined)
    const text = work.opened.active?.source ?? work.text
    if (await tree.save({ text, revision: work.revision, basedOn: active })) {
      tree.write(text)
      editor.current?.replace(text)
    }
  }
  const ask = (next: Asking) => {
    setRefused([])
    setAsking(next)
  }

  return (
    <div className="workbench">
      <div className="bar" inert={covered}>
        <h1>{id}</h1>
        <p className={`standing-of ${dirty ? 'unsaved' : ''}`} role="status">
          {tree.saving
            ? t.saving
            : dirty
              ? t.unsaved
              : said || (work.opened.changed ? t.draft(work.revision) : t.clean)}
        </p>
        <span className="grow" />
        {work.opened.active && (
          <button className="quiet" type="button" onClick={() => void compare(active)}>
            {t.compareDraft}
          </button>
        )}
        <button
          className="quiet"
          type="button"
          disabled={!work.opened.active || work.text === work.opened.active.source}
          onClick={() => {
            ask({ what: 'discard' })
          }}
        >
          {t.discard}
        </button>
        <button className="plain" type="button" disabled={!dirty || tree.saving} onClick={() => void save()}>
          {t.save}
        </button>
        <button
          className="primary"
          type="button"
          disabled={dirty || work.text === work.opened.active?.source}
          title={dirty ? t.saveFirst : undefined}
          onClick={() => {
            ask({ what: 'publish' })
          }}
        >
          {t.publish}
        </button>
      </div>
      {tree.failed && (
        <p className="problem" role="alert">
          {tree.failed.code === 'offline' ? t.noServer : tree.failed.detail}
        </p>
      )}
      {work.restored && <p className="note">{t.restored}</p>}
      <div className="panes" inert={covered}>
        <Outline entries={entries} findings={checked.findings} line={line} trial={trial} onGo={go} />
        <main aria-label={t.editor}>
          <Suspense fallback={<p className="none">{t.loadingEditor}</p>}>
            <Editor
              ref={editor}
              initial={work.text}
              findings={checked.findings}
              onChange={(text) => {
                setSaid('')
                tree.write(text)
              }}
              onOutline={setEntries}
              onLine={setLine}
              onSave={() => void save()}
            />
          </Suspense>
        </main>
        <aside className="side">
          <div role="tablist" aria-label={id}>
            {(
              [
                ['problems', errors > 0 ? `${t.problems} (${String(checked.findings.length)})` : t.problems],
                ['tests', t.tests],
                ['simulator', t.simulator],
                ['versions', t.versions],
              ] as const
            ).map(([name, label]) => (
              <button
                key={name}
                type="button"
                role="tab"
                id={`tab-${name}`}
                aria-controls={`pane-${name}`}
                aria-selected={pane === name}
                className={name === 'problems' && errors > 0 ? 'wrong' : ''}
                onClick={() => {
                  setPane(name)
                }}
              >
                {label}
              </button>
            ))}
          </div>
          <div role="tabpanel" id="pane-problems" aria-labelledby="tab-problems" hidden={pane !== 'problems'}>
            <Problems checked={checked} onGo={go} />
          </div>
          <div role="tabpanel" id="pane-tests" aria-labelledby="tab-tests" hidden={pane !== 'tests'}>
            <Tests api={api} id={id} text={work.text} shown={pane === 'tests'} open={test} onOpen={setTest} />
          </div>
          <div
            role="tabpanel"
            id="pane-simulator"
            aria-labelledby="tab-simulator"
            hidden={pane !== 'simulator'}
          >
            <Simulator api={api} text={work.text} onNode={setTrial} onGo={goToNode} />
          </div>
          <div role="tabpanel" id="pane-versions" aria-labelledby="tab-versions" hidden={pane !== 'versions'}>
            <Versions
              publications={publications}
              active={active}
              onCompare={(version) => void compare(version)}
              onRollBack={(version) => {
                ask({ what: 'roll-back', version })
              }}
            />
          </div>
        </aside>
      </div>
      <WithReason
        open={asking?.what === 'publish' || asking?.what === 'roll-back'}
        title={asking?.what === 'roll-back' ? t.rollBackTitle(asking.version) : t.publishTitle}
        lead={asking?.what === 'roll-back' ? t.rollBackLead : t.publishLead}
        action={asking?.what === 'roll-back' ? t.rollBackNow : t.publishNow}
        refused={refused}
        onGo={go}
        onTest={(name) => {
          setAsking(undefined)
          setPane('tests')
          setTest(name)
        }}
        onDo={finish}
        onClose={() => {
          setAsking(undefined)
        }}
      />
      <Modal
        open={asking?.what === 'discard'}
        title={t.discardAsk}
        onClose={() => {
          setAsking(undefined)
        }}
      >
        <div className="stack">
          <p>{t.discardLead}</p>
          <div className="row">
            <button
              className="plain"
              type="button"
              onClick={() => {
                setAsking(undefined)
              }}
            >
              {t.cancel}
            </button>
            <button className="primary" type="button" onClick={() => void discard()}>
              {t.discard}
            </button>
          </div>
        </div>
      </Modal>
      {compared && (
        <Overlay
          role="dialog"
          title={t.compareTitle(compared.label, t.yourText)}
          onLeave={() => {
            setCompared(undefined)
          }}
          actions={
            <button
              className="plain"
              type="button"
              onClick={() => {
                setCompared(undefined)
              }}
            >
              {t.close}
            </button>
          }
        >
          {compared.text === work.text && <p className="note">{t.same}</p>}
          <Suspense fallback={<p className="none">{t.loadingEditor}</p>}>
            <Compare
              left={compared.text}
              right={work.text}
              leftLabel={compared.label}
              rightLabel={t.yourText}
            />
          </Suspense>
        </Overlay>
      )}
      {tree.collision && (
        <Collision
          collision={tree.collision}
          mine={work.text}
          onSave={async (text) => {
            const over = tree.collision
            if (!over) return
            const basedOn =
              over.kind === 'moved' ? (over.current.active?.version ?? '') : over.current.based_on
            if (await tree.save({ text, revision: over.current.revision, basedOn })) {
              tree.write(text)
              editor.current?.replace(text)
              setSaid(t.saved(over.current.revision + 1))
            }
          }}
          onTake={(opened) => {
            editor.current?.replace(tree.adopt(opened))
          }}
          onLater={tree.postpone}
        />
      )}
    </div>
  )
}

function Waiting({ state, onAgain }: { state: string; onAgain: () => void }) {
  const { t } = useAdminWords()
  return (
    <main className="centred">
      <p role="status">{state === 'loading' ? t.loading : state === 'unknown' ? t.noSuchTree : t.noServer}</p>
      {state === 'offline' && (
        <button className="plain" type="button" onClick={onAgain}>
          {t.tryAgain}
        </button>
      )}
      {state === 'unknown' && <a href="#/">{t.backToList}</a>}
    </main>
  )
}
