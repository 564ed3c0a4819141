import { useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import type { Ref } from 'react'
import { isComposing } from '../shared/keys'
import { Lock } from './Icons'
import type { Id } from './protocol'
import { drafts } from './storage'
import { useWords } from './texts'
import { Wording } from './Wording'

export type Kind = 'reply' | 'note'

/** What the keyboard does from afar. */
export interface Writing {
  begin: (kind: Kind) => void
}

interface Props {
  ref: Ref<Writing>
  user: string
  conversation: Id
  /** Whether this agent has the floor: only then may the customer be spoken to. */
  mine: boolean
  /** Another agent who has the chat: nobody else can take it meanwhile. */
  colleague?: string | undefined
  /** Text that failed to be sent and comes back. */
  returned: { kind: Kind; text: string } | undefined
  onTyping: (on: boolean) => void
  onSend: (kind: Kind, text: string) => void
}

const MAX_TEXT = 4000

/**
 * Writes to the customer or to the team. The two differ in colour, label, button and key, so that nothing
 * internal is sent by mistake.
 */
export function Composer({ user, conversation, mine, colleague, ref, returned, onTyping, onSend }: Props) {
  const { t } = useWords()
  const [wanted, setKind] = useState<Kind>('reply')
  const kind: Kind = mine ? wanted : 'note'
  const closed = colleague === undefined ? t.takeFirst : t.withColleague(colleague)
  const hint = !mine ? closed : kind === 'reply' ? t.sendHint : t.noteHint
  const [texts, setTexts] = useState({
    reply: drafts.read(user, conversation, 'reply'),
    note: drafts.read(user, conversation, 'note'),
  })
  const field = useRef<HTMLTextAreaElement>(null)
  const told = useRef({ at: 0, timer: 0 })
  const text = texts[kind]

  const write = (into: Kind, value: string) => {
    setTexts((before) => ({ ...before, [into]: value }))
    drafts.write(user, conversation, into, value)
  }
  useImperativeHandle(ref, () => ({
    begin(next) {
      setKind(next)
      // The other tab's field appears with the next drawing.
      requestAnimationFrame(() => field.current?.focus())
    },
  }))
  const [seen, setSeen] = useState(returned)
  if (returned !== seen) {
    setSeen(returned)
    if (returned)
      write(returned.kind, [texts[returned.kind], returned.text].filter((each) => each !== '').join('\n'))
  }
  useLayoutEffect(() => {
    const area = field.current
    if (!area) return
    area.style.height = 'auto'
    area.style.height = `${String(Math.min(Math.max(area.scrollHeight, 72), 240))}px`
  }, [text, kind])

  const type = () => {
    if (kind !== 'reply') return
    const now = Date.now()
    if (now - told.current.at > 2500) {
      told.current.at = now
      onTyping(true)
    }
    window.clearTimeout(told.current.timer)
    told.current.timer = window.setTimeout(() => {
      told.current.at = 0
      onTyping(false)
    }, 4000)
  }
  const send = () => {
    const message = text.trim()
    if (message === '') return
    window.clearTimeout(told.current.timer)
    told.current.at = 0
    onSend(kind, message)
    write(kind, '')
    field.current?.focus()
  }
  const tab = (name: Kind, label: string, disabled: boolean) => (
    <button
      type="button"
      role="tab"
      id={`tab-${name}`}
      aria-selected={kind === name}
      aria-controls="composer"
      tabIndex={kind === name ? 0 : -1}
      disabled={disabled}
      className={name}
      onClick={() => {
        setKind(name)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
        const other = name === 'reply' ? 'note' : 'reply'
        setKind(other)
        document.getElementById(`tab-${other}`)?.focus()
      }}
    >
      {name === 'note' && <Lock />}
      {label}
    </button>
  )
  return (
    <form
      className={`composer ${kind}`}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div className="tabs" role="tablist" aria-label={t.replyOrNote}>
        {tab('reply', t.reply, !mine)}
        {tab('note', t.note, false)}
        <span className="hint">{kind === 'note' ? t.noteLead : ''}</span>
      </div>
      <div role="tabpanel" id="composer" aria-labelledby={`tab-${kind}`}>
        <textarea
          ref={field}
          value={text}
          maxLength={MAX_TEXT}
          aria-label={kind === 'reply' ? t.replyTo : t.note}
          placeholder={kind === 'reply' ? t.replyPlaceholder : t.notePlaceholder}
          onChange={(event) => {
            write(kind, event.target.value)
            type()
          }}
          onKeyDown={(event) => {
            // While an input method composes, Enter picks a word and Esc drops it.
            if (isComposing(event.nativeEvent)) return
            if (event.key === 'Escape') return field.current?.blur()
            if (event.key !== 'Enter') return
            const strong = event.ctrlKey || event.metaKey
            if (kind === 'reply' ? event.shiftKey : !strong) return
            event.preventDefault()
            send()
          }}
        />
        {kind === 'reply' && <Wording text={text} />}
        <div className="actions">
          <span className="hint">{hint}</span>
          <button
            className={kind === 'reply' ? 'primary' : 'internal'}
            type="submit"
            disabled={text.trim() === ''}
          >
            {kind === 'note' && <Lock />}
            {kind === 'reply' ? t.send : t.addNote}
          </button>
        </div>
      </div>
    </form>
  )
}
