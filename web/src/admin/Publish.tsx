import { useState } from 'react'
import type { SubmitEvent } from 'react'
import { Modal } from '../staff/Modal'
import { Findings } from './Problems'
import type { Finding } from './protocol'
import { useAdminWords } from './texts'

interface Props {
  open: boolean
  title: string
  lead: string
  action: string
  /** What keeps it from being done. */
  refused: readonly Finding[]
  onGo: (line: number, column: number) => void
  onTest: (name: string) => void
  /** With the reason; the dialog is closed by whoever opened it. */
  onDo: (reason: string) => Promise<void>
  onClose: () => void
}

/** Asks for the reason before a version becomes the one in use. */
export function WithReason({ open, title, lead, action, refused, onGo, onTest, onDo, onClose }: Props) {
  const { t } = useAdminWords()
  const [busy, setBusy] = useState(false)
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const reason = new FormData(event.currentTarget).get('reason')
    setBusy(true)
    await onDo(typeof reason === 'string' ? reason.trim() : '')
    setBusy(false)
  }
  return (
    <Modal open={open} title={title} onClose={onClose}>
      <form
        className="stack"
        method="post"
        onSubmit={(event) => {
          void submit(event)
        }}
      >
        <p>{lead}</p>
        {refused.length > 0 && (
          <div role="alert" className="refused">
            <p className="problem">{t.mendFirst}</p>
            <Findings findings={refused} onGo={onGo} onTest={onTest} />
          </div>
        )}
        <label>
          {t.reason}
          <textarea name="reason" rows={3} maxLength={500} required />
        </label>
        <div className="row">
          <button className="plain" type="button" onClick={onClose}>
            {t.cancel}
          </button>
          <button className="primary" type="submit" disabled={busy}>
            {busy ? t.publishing : action}
          </button>
        </div>
      </form>
    </Modal>
  )
}
