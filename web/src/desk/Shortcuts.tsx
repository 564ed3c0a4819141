import { Modal } from '../staff/Modal'
import { useWords } from './texts'

interface Props {
  open: boolean
  letters: boolean
  onLetters: (on: boolean) => void
  onClose: () => void
}

export function Shortcuts({ open, letters, onLetters, onClose }: Props) {
  const { t } = useWords()
  return (
    <Modal open={open} title={t.shortcuts} onClose={onClose}>
      <dl className="keys">
        {t.shortcutList.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input
          type="checkbox"
          checked={letters}
          onChange={(event) => {
            onLetters(event.target.checked)
          }}
        />
        {t.shortcutsOn}
      </label>
      <p className="soft">{t.shortcutsLead}</p>
      <div className="actions">
        <button className="plain" type="button" onClick={onClose}>
          {t.close}
        </button>
      </div>
    </Modal>
  )
}
