import { useState } from 'react'
import type { SubmitEvent } from 'react'
import { Modal } from '../staff/Modal'
import type { TreesApi } from './api'
import type { TreeSummary } from './protocol'
import { useAdminWords } from './texts'

interface Props {
  open: boolean
  trees: readonly TreeSummary[]
  api: TreesApi
  onClose: () => void
}

/** The text of a tree under another id; a text that is no tree stays as it is. */
function renamed(source: string, id: string): string {
  return source.replace(/("id"\s*:\s*)"(?:[^"\\]|\\.)*"/, (_, before: string) => before + JSON.stringify(id))
}

/** A new tree begins as a copy of one that works. */
export function NewTree({ open, trees, api, onClose }: Props) {
  const { t } = useAdminWords()
  const [problem, setProblem] = useState('')

  const create = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const field = (name: string) => {
      const value = form.get(name)
      return typeof value === 'string' ? value.trim() : ''
    }
    const id = field('id')
    const from = await api.open(field('from'))
    if (!from.ok) {
      setProblem(t.noServer)
      return
    }
    const made = await api.save(id, 0, '', renamed(from.value.source, id))
    if (made.ok) window.location.hash = `/${encodeURIComponent(id)}`
    else setProblem(made.why.code === 'draft.stale' ? t.taken : made.why.detail || t.noServer)
  }

  return (
    <Modal open={open} title={t.newTree} onClose={onClose}>
      <form
        className="stack"
        method="post"
        onSubmit={(event) => {
          void create(event)
        }}
      >
        <p className="problem" role="alert">
          {problem}
        </p>
        <label>
          {t.newId}
          <input
            name="id"
            pattern="[a-z0-9][a-z0-9-]*"
            maxLength={64}
            autoComplete="off"
            spellCheck={false}
            required
          />
          <span className="soft">{t.newIdLead}</span>
        </label>
        <label>
          {t.copyOf}
          <select name="from">
            {trees.map((each) => (
              <option key={each.id}>{each.id}</option>
            ))}
          </select>
        </label>
        <div className="row">
          <button className="plain" type="button" onClick={onClose}>
            {t.cancel}
          </button>
          <button className="primary" type="submit">
            {t.create}
          </button>
        </div>
      </form>
    </Modal>
  )
}
