import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { uuid } from '../chat/ids'
import type { DeskClient } from './client'
import { Check, Checks, Lock } from './Icons'
import type { Chat, Desk, Outgoing } from './model'
import type { DeskLine } from './protocol'
import { useWords } from './texts'
import { clock, moment } from './time'
import { useNow } from './useNow'

interface Props {
  client: DeskClient
  desk: Desk
  chat: Chat
  onDraft: (kind: 'reply' | 'note', text: string) => void
}

export function Transcript({ client, desk, chat, onDraft }: Props) {
  const { t } = useWords()
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const [behind, setBehind] = useState(false)
  const outgoing = desk.outbox.filter((each) => each.conversation === chat.conversation)
  const count = chat.lines.length + outgoing.length

  useLayoutEffect(() => {
    if (atEnd.current && box.current) box.current.scrollTop = box.current.scrollHeight
  })
  useEffect(() => {
    if (!atEnd.current) setBehind(true)
  }, [count])

  useEffect(() => {
    const at = box.current
    if (!at) return
    // The end stays in sight when the window or the composer takes height.
    const observer = new ResizeObserver(() => {
      if (atEnd.current) at.scrollTop = at.scrollHeight
    })
    observer.observe(at)
    return () => {
      observer.disconnect()
    }
  }, [])

  const last = chat.lines.findLast(
    (each) => each.audience === 'customer' && each.from === 'agent' && !each.withdrawn,
  )
  return (
    <div className="reading">
      <div
        ref={box}
        className="transcript"
        role="log"
        aria-label={t.transcript}
        aria-live="polite"
        tabIndex={0}
        onScroll={({ currentTarget: at }) => {
          atEnd.current = at.scrollHeight - at.scrollTop - at.clientHeight < 48
          if (atEnd.current) setBehind(false)
        }}
      >
        <ol>
          {chat.lines.map((line, index) => (
            <Line key={`${line.audience} ${String(line.seq)}`} line={line} previous={chat.lines[index - 1]}>
              {line === last && <Delivered seen={chat.seen >= line.seq} />}
            </Line>
          ))}
          {outgoing.map((each) => (
            <Pending
              key={each.id}
              client={client}
              message={each}
              live={desk.link === 'live'}
              onDraft={onDraft}
            />
          ))}
        </ol>
        <Typing until={chat.typingUntil} />
      </div>
      {behind && (
        <button
          className="latest"
          type="button"
          onClick={() => {
            atEnd.current = true
            setBehind(false)
            box.current?.scrollTo({ top: box.current.scrollHeight })
          }}
        >
          {t.newLines} ↓
        </button>
      )}
    </div>
  )
}

function Line({
  line,
  previous,
  children,
}: {
  line: DeskLine
  previous: DeskLine | undefined
  children?: React.ReactNode
}) {
  const { t, locale } = useWords()
  const newDay = !previous || new Date(previous.at).toDateString() !== new Date(line.at).toDateString()
  const first =
    newDay ||
    previous.from !== line.from ||
    previous.audience !== line.audience ||
    previous.author !== line.author ||
    previous.withdrawn !== line.withdrawn ||
    line.at - previous.at > 300_000
  const day = newDay && line.at > 0 && (
    <li className="day">{new Intl.DateTimeFormat(locale, { dateStyle: 'full' }).format(line.at)}</li>
  )
  const time = (
    <time title={moment(line.at, locale)} dateTime={new Date(line.at).toISOString()}>
      {clock(line.at, locale)}
    </time>
  )
  if (line.from === 'system' && line.audience === 'customer') {
    return (
      <>
        {day}
        <li className="system">
          {line.text} <span className="at">· {time}</span>
        </li>
      </>
    )
  }
  const internal = line.audience === 'internal'
  const kind = internal ? 'note' : line.from
  return (
    <>
      {day}
      <li className={`line ${kind}${line.withdrawn ? ' withdrawn' : ''}${first ? ' first' : ''}`}>
        <div className={first ? 'who' : 'hidden'}>
          {internal && <Lock />}
          <strong>{line.author || t.roles[line.from]}</strong>
          {internal && <span className="mark">{t.note}</span>}
          {internal && <span className="hidden">{t.noteLead}</span>}
          {time}
        </div>
        <div className="bubble" title={moment(line.at, locale)}>
          {line.withdrawn && (
            <span className="mark" title={t.notSentLead}>
              {t.notSent}
              <span className="hidden">{t.notSentLead}</span>
            </span>
          )}
          {line.withdrawn ? line.text && <s>{line.text}</s> : line.text}
        </div>
        {line.options.length > 0 && !line.withdrawn && (
          <ul className="offered" aria-label={t.offered}>
            {line.options.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        )}
        {children}
      </li>
    </>
  )
}

function Delivered({ seen }: { seen: boolean }) {
  const { t } = useWords()
  return (
    <span className={`state${seen ? ' seen' : ''}`}>
      {seen ? <Checks /> : <Check />}
      {seen ? t.seen : t.delivered}
    </span>
  )
}

interface PendingProps {
  client: DeskClient
  message: Outgoing
  live: boolean
  onDraft: (kind: 'reply' | 'note', text: string) => void
}

function Pending({ client, message, live, onDraft }: PendingProps) {
  const { t } = useWords()
  const failed = message.state === 'failed'
  return (
    <li
      className={`line first pending ${message.kind === 'note' ? 'note' : 'agent'}${failed ? ' failed' : ''}`}
    >
      {message.kind === 'note' && (
        <div className="who">
          <Lock />
          <span className="mark">{t.note}</span>
        </div>
      )}
      <div className="bubble">{message.text}</div>
      {failed ? (
        <span className="state bad" role="alert">
          {t.notSent}: {t.errors[message.error] ?? t.unknownError}
          <button
            type="button"
            onClick={() => {
              client.again(message.id, uuid())
            }}
          >
            {t.retry}
          </button>
          <button
            type="button"
            onClick={() => {
              onDraft(message.kind, message.text)
              client.discard(message.id)
            }}
          >
            {t.toDraft}
          </button>
          <button
            type="button"
            onClick={() => {
              client.discard(message.id)
            }}
          >
            {t.discard}
          </button>
        </span>
      ) : (
        <span className="state">{live ? t.sending : t.queued}</span>
      )}
    </li>
  )
}

function Typing({ until }: { until: number }) {
  const { t } = useWords()
  const now = useNow()
  return (
    <p className="typing" role="status">
      {until > now && (
        <>
          <span className="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {t.typing}
        </>
      )}
    </p>
  )
}
