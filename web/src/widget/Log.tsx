/** @jsxImportSource preact */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ChatClient } from '../chat/client'
import { uuid } from '../chat/ids'
import type { Option } from '../chat/protocol'
import { openQuestion, visible } from '../chat/shown'
import type { State, Unsent } from '../chat/state'
import { lowest, top } from '../chat/transcript'
import { Message } from './Message'
import { dayLabel, sameDay, timeLabel } from './moments'
import type { Texts } from './texts'

interface Props {
  client: ChatClient
  state: State
  t: Texts
  locale: string
  onReply: (option: Option, question: string) => void
}

/** The conversation: it follows its end unless the reader has scrolled away, and loads what is older. */
export function Log({ client, state, t, locale, onReply }: Props) {
  const log = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const before = useRef({ low: 0, height: 0 })
  const [behind, setBehind] = useState(false)
  const lines = visible(state)
  const question = openQuestion(state)
  const low = lowest(state.transcript)
  const high = top(state.transcript)

  useLayoutEffect(() => {
    const box = log.current
    if (!box) return
    if (atEnd.current) box.scrollTop = box.scrollHeight
    else if (low < before.current.low) box.scrollTop += box.scrollHeight - before.current.height
    before.current = { low, height: box.scrollHeight }
  })
  useEffect(() => {
    const box = log.current
    if (!box) return
    // The end stays in sight when a keyboard or the composer takes height.
    const observer = new ResizeObserver(() => {
      if (atEnd.current) box.scrollTop = box.scrollHeight
    })
    observer.observe(box)
    return () => {
      observer.disconnect()
    }
  }, [])
  const mine = state.unsent.length
  useEffect(() => {
    if (atEnd.current) see()
    else setBehind(true)
  }, [high])
  useEffect(() => {
    if (mine > 0) toEnd()
  }, [mine])
  useEffect(() => {
    document.addEventListener('visibilitychange', see)
    return () => {
      document.removeEventListener('visibilitychange', see)
    }
  }, [])

  function see() {
    if (document.visibilityState === 'visible' && atEnd.current) {
      client.dispatch({ on: 'seen', seq: top(client.state.transcript) })
    }
  }
  function toEnd() {
    atEnd.current = true
    setBehind(false)
    log.current?.scrollTo({ top: log.current.scrollHeight })
    see()
  }
  function scrolled() {
    const box = log.current
    if (!box) return
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 48
    if (atEnd.current) {
      setBehind(false)
      see()
    }
    if (box.scrollTop < 80 && low > 1 && !state.asked && state.phase === 'live')
      client.dispatch({ on: 'older' })
  }

  const now = Date.now()
  const lastMine = lines.findLast((each) => each.from === 'customer')
  const loading = state.phase === 'connecting' || state.phase === 'greeting'
  return (
    <div class="reading">
      <div
        ref={log}
        class="log"
        role="log"
        aria-live="polite"
        aria-label={t.log}
        aria-busy={loading || Boolean(state.asked)}
        tabIndex={0}
        onScroll={scrolled}
      >
        {state.asked && !state.asked.upward && <p class="note">{t.older}</p>}
        {loading && !state.welcomed && <p class="note">{t.connecting}</p>}
        <ol>
          {lines.length === 0 && state.greeting !== '' && (
            <Message from="bot" name="" text={state.greeting} time="" first t={t} />
          )}
          {lines.map((line, index) => {
            const previous = lines[index - 1]
            const newDay = !previous || !sameDay(previous.at, line.at)
            const first =
              newDay ||
              previous.from !== line.from ||
              previous.author !== line.author ||
              line.at - previous.at > 300_000
            return [
              newDay && (
                <li key={`day ${String(line.seq)}`} class="day">
                  {dayLabel(line.at, now, locale, t)}
                </li>
              ),
              <Message
                key={line.seq}
                from={line.from}
                name={line.author}
                text={line.text}
                time={timeLabel(line.at, locale)}
                first={first}
                t={t}
              >
                {line === lastMine && state.unsent.length === 0 && (
                  <span class="state">
                    {t.sent} · <time>{timeLabel(line.at, locale)}</time>
                  </span>
                )}
              </Message>,
            ]
          })}
          {state.unsent.map((message, index) => (
            <Message key={message.id} from="customer" name="" text={message.text} time="" first={false} t={t}>
              {/* What is on its way is told once, below the newest. */}
              {(message.state === 'failed' || index === state.unsent.length - 1) && (
                <Delivery client={client} message={message} live={state.phase === 'live'} t={t} />
              )}
            </Message>
          ))}
        </ol>
        {question && (
          <div class="replies" role="group" aria-label={t.replies}>
            {question.options.map((option) => (
              <button
                key={option.value}
                type="button"
                onClick={() => {
                  onReply(option, question.question)
                }}
              >
                {option.label}
              </button>
            ))}
          </div>
        )}
        <Typing state={state} t={t} />
      </div>
      {behind && (
        <button class="latest" type="button" onClick={toEnd}>
          {t.latest} ↓
        </button>
      )}
    </div>
  )
}

function Delivery({
  client,
  message,
  live,
  t,
}: {
  client: ChatClient
  message: Unsent
  live: boolean
  t: Texts
}) {
  if (message.state === 'stored') return <span class="state">{t.sent}</span>
  if (message.state === 'sending') return <span class="state">{live ? t.sending : t.queued}</span>
  const reason = t.reasons[message.error] ?? t.refused
  return (
    <span class="state failed" role="alert">
      {t.failed} · {reason}
      <button
        type="button"
        onClick={() => {
          client.dispatch({ on: 'retry', id: message.id, fresh: uuid() })
        }}
      >
        {t.retry}
      </button>
      <button
        type="button"
        onClick={() => {
          client.dispatch({ on: 'discard', id: message.id })
        }}
      >
        {t.discard}
      </button>
    </span>
  )
}

function Typing({ state, t }: { state: State; t: Texts }) {
  const who = state.typing.agent > 0 ? 'agent' : state.typing.bot > 0 ? 'bot' : ''
  if (who === '') return null
  return (
    <p class={`typing ${who}`}>
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span class="hidden">{who === 'agent' ? t.typingAgent(state.agent) : t.typingBot}</span>
    </p>
  )
}
