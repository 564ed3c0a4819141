/** @jsxImportSource preact */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ChatClient } from '../chat/client'
import { uuid } from '../chat/ids'
import { openQuestion, visible } from '../chat/machine'
import type { State, Unsent } from '../chat/machine'
import type { Option } from '../chat/protocol'
import { lowest, top } from '../chat/transcript'
import { Composer } from './Composer'
import { Close, Person } from './Icons'
import { Message } from './Message'
import { dayLabel, sameDay, timeLabel } from './moments'
import type { Texts } from './texts'

interface Props {
  client: ChatClient
  state: State
  t: Texts
  locale: string
  draft: string
  /** Whether the panel covers the page, as it does on a phone. */
  covers: boolean
  onDraft: (text: string) => void
  onClose: () => void
}

export function Panel({ client, state, t, locale, draft, covers, onDraft, onClose }: Props) {
  const panel = useRef<HTMLElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)

  useEffect(() => {
    // A phone's keyboard would cover half of what there is to read.
    if (matchMedia('(pointer: coarse)').matches) panel.current?.focus()
    else field.current?.focus()
  }, [])
  useKeyboardInset(panel, covers)

  const say = (text: string, option?: Option, question?: string) => {
    client.dispatch({ on: 'say', message: { id: uuid(), text, option: option?.value, question } })
  }
  const person = state.floor === 'bot'
  return (
    // A dialog is where Esc and Tab are heard, whatever inside has the focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={panel}
      class="panel"
      role="dialog"
      aria-modal={covers}
      aria-labelledby="title"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.isComposing) {
          event.stopPropagation()
          onClose()
        }
        if (event.key === 'Tab' && covers) keepInside(event, panel.current)
      }}
    >
      <header>
        <h2 id="title">{state.title || t.title}</h2>
        <button class="icon" type="button" aria-label={t.close} onClick={onClose}>
          <Close />
        </button>
      </header>
      <div class={`speaker ${state.floor}`}>
        <p role="status">
          <span class="dot" aria-hidden="true" />
          {state.floor === 'agent'
            ? t.speakingAgent(state.agent)
            : state.floor === 'waiting'
              ? t.speakingWaiting
              : t.speakingBot}
        </p>
        {state.floor !== 'agent' && <span class="badge">{t.assistant}</span>}
        {person && (
          <button
            class="person"
            type="button"
            onClick={() => {
              say(t.personSays)
            }}
          >
            <Person />
            {t.person}
          </button>
        )}
      </div>
      <Connection client={client} state={state} t={t} />
      <Log
        client={client}
        state={state}
        t={t}
        locale={locale}
        onReply={(option, question) => {
          say(option.label, option, question)
          field.current?.focus({ preventScroll: true })
        }}
      />
      <Composer
        t={t}
        field={field}
        draft={draft}
        disabled={state.unsent.length >= 50}
        onDraft={onDraft}
        onTyping={() => {
          client.dispatch({ on: 'typing' })
        }}
        onSend={say}
      />
    </section>
  )
}

function Connection({ client, state, t }: { client: ChatClient; state: State; t: Texts }) {
  const ended = state.phase === 'ended' || (state.phase === 'idle' && state.welcomed)
  const broken = state.phase === 'waiting' || (state.welcomed && state.phase !== 'live')
  return (
    <div class="connection" role="status">
      {ended ? (
        <p class="bad">
          {t.ended}
          <button
            type="button"
            onClick={() => {
              client.dispatch({ on: 'start' })
            }}
          >
            {t.again}
          </button>
        </p>
      ) : broken ? (
        <p>
          {t.reconnecting}
          <button
            type="button"
            onClick={() => {
              client.dispatch({ on: 'online' })
            }}
          >
            {t.reconnect}
          </button>
        </p>
      ) : null}
    </div>
  )
}

interface LogProps {
  client: ChatClient
  state: State
  t: Texts
  locale: string
  onReply: (option: Option, question: string) => void
}

function Log({ client, state, t, locale, onReply }: LogProps) {
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
          {state.unsent.map((message) => (
            <Message key={message.id} from="customer" name="" text={message.text} time="" first={false} t={t}>
              <Delivery client={client} message={message} live={state.phase === 'live'} t={t} />
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
  const reason = t.reasons[message.error]
  return (
    <span class="state failed" role="alert">
      {t.failed}
      {reason && ` · ${reason}`}
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

/** Keeps the panel above a phone's keyboard: it is as high as what can be seen. */
function useKeyboardInset(panel: { current: HTMLElement | null }, covers: boolean) {
  useEffect(() => {
    const view = window.visualViewport
    if (!view || !covers) return
    const fit = () => {
      if (!panel.current) return
      panel.current.style.height = `${String(view.height)}px`
      panel.current.style.top = `${String(view.offsetTop)}px`
    }
    const element = panel.current
    fit()
    view.addEventListener('resize', fit)
    view.addEventListener('scroll', fit)
    return () => {
      view.removeEventListener('resize', fit)
      view.removeEventListener('scroll', fit)
      element?.style.removeProperty('height')
      element?.style.removeProperty('top')
    }
  }, [covers, panel])
}

function keepInside(event: KeyboardEvent, panel: HTMLElement | null) {
  const reachable = [
    ...(panel?.querySelectorAll<HTMLElement>('button:not(:disabled), textarea, [tabindex="0"], a') ?? []),
  ]
  const active = (panel?.getRootNode() as ShadowRoot | undefined)?.activeElement
  const edge = event.shiftKey ? reachable[0] : reachable.at(-1)
  const other = event.shiftKey ? reachable.at(-1) : reachable[0]
  if (active === edge || (event.shiftKey && active === panel)) {
    event.preventDefault()
    other?.focus()
  }
}
