/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ChatClient } from '../chat/client'
import { unread } from '../chat/shown'
import { Down, Mark } from './Icons'
import { Panel } from './Panel'
import type { Texts } from './texts'

interface Props {
  client: ChatClient
  t: Texts
  locale: string
  open: boolean
  draft: string
  onDraft: (text: string) => void
  onToggle: (open: boolean) => void
  onUnread: (count: number) => void
}

const PHONE = '(max-width: 479.9px)'

export function App({ client, t, locale, open, draft, onDraft, onToggle, onUnread }: Props) {
  const [state, setState] = useState(client.state)
  const launcher = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(open)
  const covers = useMedia(PHONE)
  const count = open ? 0 : unread(state)

  useEffect(() => {
    setState(client.state)
    return client.subscribe(() => {
      setState(client.state)
    })
  }, [client])
  useEffect(() => {
    onUnread(count)
  }, [count])
  useEffect(() => {
    if (wasOpen.current && !open) launcher.current?.focus()
    wasOpen.current = open
  }, [open])

  return (
    <>
      {open && (
        <Panel
          client={client}
          state={state}
          t={t}
          locale={locale}
          draft={draft}
          covers={covers}
          onDraft={onDraft}
          onClose={() => {
            onToggle(false)
          }}
        />
      )}
      <button
        ref={launcher}
        class={`launcher${open ? ' opened' : ''}`}
        type="button"
        aria-expanded={open}
        aria-label={count > 0 ? `${t.open}, ${t.unread(count)}` : open ? t.close : t.open}
        onClick={() => {
          onToggle(!open)
        }}
      >
        {open ? <Down /> : <Mark />}
        {count > 0 && (
          <span class="count" aria-hidden="true">
            {count > 99 ? '99+' : count}
          </span>
        )}
      </button>
      <span class="hidden" role="status">
        {count > 0 ? t.unread(count) : ''}
      </span>
    </>
  )
}

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const list = matchMedia(query)
    const follow = () => {
      setMatches(list.matches)
    }
    follow()
    list.addEventListener('change', follow)
    return () => {
      list.removeEventListener('change', follow)
    }
  }, [query])
  return matches
}
