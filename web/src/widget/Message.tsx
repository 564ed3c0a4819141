/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact'
import type { Speaker } from '../chat/protocol'
import { Bot } from './Icons'
import type { Texts } from './texts'

/** Plain text with its web addresses as links: never markup. */
export function Text({ text }: { text: string }) {
  const parts = text.split(/(https?:\/\/[^\s<>"'，。；）》]+)/)
  return (
    <>
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          <a href={part} target="_blank" rel="noopener noreferrer nofollow">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </>
  )
}

interface Props {
  from: Speaker
  name: string
  text: string
  time: string
  /** Whether it opens a run of lines by one speaker. */
  first: boolean
  t: Texts
  children?: ComponentChildren
}

export function Message({ from, name, text, time, first, t, children }: Props) {
  if (from === 'system') {
    return (
      <li class="system">
        <Text text={text} />
      </li>
    )
  }
  const author = from === 'customer' ? t.you : from === 'bot' ? t.assistant : name || t.agentRole
  return (
    <li class={`message ${from}${first ? ' first' : ''}`}>
      {from !== 'customer' && first && (
        <span class="avatar" aria-hidden="true">
          {from === 'bot' ? <Bot /> : Array.from(author)[0]}
        </span>
      )}
      <span class={first && from !== 'customer' ? 'author' : 'hidden'}>
        {author}
        {from === 'agent' && name !== '' && <span class="role">{t.agentRole}</span>}
      </span>
      <p class="bubble" title={time}>
        {from === 'customer' ? text : <Text text={text} />}
      </p>
      {children}
    </li>
  )
}
