/** @jsxImportSource preact */
import { useEffect, useRef } from 'preact/hooks'
import type { ChatClient } from '../chat/client'
import { uuid } from '../chat/ids'
import type { Option } from '../chat/protocol'
import type { State } from '../chat/state'
import { Composer } from './Composer'
import { Close, Person } from './Icons'
import { Log } from './Log'
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
      <div class="head">
        <h2 id="title">{state.title || t.title}</h2>
        <button class="icon" type="button" aria-label={t.close} onClick={onClose}>
          <Close />
        </button>
      </div>
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
