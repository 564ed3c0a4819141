import { Suspense, lazy, useState } from 'react'
import { Overlay } from './Overlay'
import type { OpenedTree } from './protocol'
import { useAdminWords } from './texts'
import type { Collision as What } from './useTree'

const Compare = lazy(() => import('./editor/Compare'))

interface Props {
  collision: What
  mine: string
  onSave: (text: string) => Promise<void>
  onTake: (opened: OpenedTree) => void
  onLater: () => void
}

/** Two admins wrote: both texts side by side, and nothing is overwritten until this one says what is to be. */
export function Collision({ collision, mine, onSave, onTake, onLater }: Props) {
  const { t } = useAdminWords()
  const { current, kind } = collision
  const stale = kind === 'stale'
  const [right, setRight] = useState(mine)
  const [busy, setBusy] = useState(false)
  const left = stale ? current.source : (current.active?.source ?? '')
  const leftLabel = stale ? t.theirs(current.author) : t.publishedVersion(current.active?.version ?? '')
  const title = stale ? t.staleTitle : t.movedTitle
  const save = async () => {
    setBusy(true)
    await onSave(right)
    setBusy(false)
  }
  return (
    <Overlay
      role="alertdialog"
      title={title}
      onLeave={onLater}
      actions={
        <>
          <button className="quiet" type="button" onClick={onLater}>
            {t.later}
          </button>
          {stale && (
            <button
              className="plain"
              type="button"
              onClick={() => {
                onTake(current)
              }}
            >
              {t.takeTheirs}
            </button>
          )}
          <button className="primary" type="button" disabled={busy} onClick={() => void save()}>
            {t.saveMerged}
          </button>
        </>
      }
    >
      <p className="note">{stale ? t.staleLead(current.author) : t.movedLead}</p>
      <Suspense fallback={<p className="none">{t.loadingEditor}</p>}>
        <Compare left={left} right={mine} leftLabel={leftLabel} rightLabel={t.yourText} onRight={setRight} />
      </Suspense>
    </Overlay>
  )
}
