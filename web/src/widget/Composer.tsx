/** @jsxImportSource preact */
import { useLayoutEffect, useState } from 'preact/hooks'
import type { RefObject } from 'preact'
import { isComposing } from '../shared/keys'
import { MAX_TEXT } from '../chat/protocol'
import { Send } from './Icons'
import type { Texts } from './texts'

interface Props {
  t: Texts
  field: RefObject<HTMLTextAreaElement | null>
  draft: string
  disabled: boolean
  onDraft: (text: string) => void
  onTyping: () => void
  onSend: (text: string) => void
}

export function Composer({ t, field, draft, disabled, onDraft, onTyping, onSend }: Props) {
  const [text, setText] = useState(draft)
  const left = MAX_TEXT - text.length

  useLayoutEffect(() => {
    const area = field.current
    if (!area) return
    area.style.height = 'auto'
    area.style.height = `${String(Math.min(area.scrollHeight, 132))}px`
  }, [text, field])

  const change = (value: string) => {
    setText(value)
    onDraft(value)
  }
  const send = () => {
    const message = (field.current?.value ?? '').trim()
    if (message === '' || disabled) return
    onSend(message)
    change('')
    field.current?.focus()
  }
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div class="field">
        <textarea
          ref={field}
          rows={1}
          value={text}
          maxLength={MAX_TEXT}
          aria-label={t.message}
          placeholder={t.placeholder}
          autocomplete="off"
          enterkeyhint="send"
          onInput={(event) => {
            change(event.currentTarget.value)
            onTyping()
          }}
          onKeyDown={(event) => {
            // While an input method composes, Enter picks a word: it must not send.
            if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return
            event.preventDefault()
            send()
          }}
        />
        <button class="send" type="submit" aria-label={t.send} disabled={text.trim() === '' || disabled}>
          <Send />
        </button>
      </div>
      {left < 400 && (
        <p class="left" role="status">
          {t.left(left)}
        </p>
      )}
    </form>
  )
}
