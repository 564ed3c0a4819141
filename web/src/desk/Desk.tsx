import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { currentSession } from '../staff/session'
import type { Session } from '../staff/session'
import { useSetting } from '../staff/storage'
import type { Preferences } from '../staff/Switches'
import { ChatView } from './ChatView'
import type { Writing } from './Composer'
import { DeskClient } from './client'
import { sections } from './model'
import type { Sections } from './model'
import type { Id, Result } from './protocol'
import { Queue } from './Queue'
import { Shortcuts } from './Shortcuts'
import { outboxMemory } from './storage'
import { TopBar } from './TopBar'
import { useWords } from './texts'
import { useShortcuts } from './useShortcuts'
import { deskWorld } from './world'

interface Props {
  session: Session
  preferences: Preferences
  onSignOut: () => void
  onEnded: () => void
}

/** The whole desk: queue, the chosen conversation, and what the keyboard does. */
export function Desk({ session, preferences, onSignOut, onEnded }: Props) {
  const { t } = useWords()
  const client = useMemo(
    () =>
      new DeskClient(
        deskWorld(),
        outboxMemory(session.user.id),
        async () => (await currentSession()) !== null,
        session.user,
      ),
    [session.user],
  )
  const desk = useSyncExternalStore(client.subscribe, client.current)
  const [chosen, setChosen] = useState<Id>('')
  const [said, setSaid] = useState<{ text: string; bad: boolean }>({ text: '', bad: false })
  const [sheet, setSheet] = useState(false)
  const [letters, setLetters] = useSetting('letters', 'on')
  const writing = useRef<Writing>(null)

  useEffect(() => {
    client.start()
    const back = () => {
      client.retryNow()
    }
    window.addEventListener('online', back)
    return () => {
      window.removeEventListener('online', back)
      client.stop()
    }
  }, [client])
  useEffect(() => {
    if (desk.link === 'signed-out') onEnded()
  }, [desk.link, onEnded])
  useEffect(() => {
    if (said.text === '') return
    const timer = setTimeout(
      () => {
        setSaid({ text: '', bad: false })
      },
      said.bad ? 12_000 : 5000,
    )
    return () => {
      clearTimeout(timer)
    }
  }, [said])

  const parts = sections(desk)
  const waiting = parts.waiting.length
  useEffect(() => {
    document.title = waiting > 0 ? `(${String(waiting)}) ${t.product}` : t.product
  }, [waiting, t])

  const choose = useCallback(
    (conversation: Id) => {
      setChosen((before) => {
        if (before !== '' && before !== conversation) client.close(before)
        return conversation
      })
      if (conversation === '') return
      void client.open(conversation).then((result) => {
        if (result.ok || result.code === 'offline') return
        setChosen('')
        setSaid({ text: t.notFound, bad: true })
      })
    },
    [client, t],
  )
  const report = (result: Result, done: string) => {
    if (result.ok) {
      setSaid({ text: done, bad: false })
      return
    }
    if (result.code === 'floor_changed') {
      const holder = result.floor?.holder === 'agent' ? (result.floor.agent?.display ?? '') : ''
      setSaid({ text: t.floorChanged(holder), bad: true })
      return
    }
    setSaid({ text: t.failed(t.errors[result.code] ?? t.unknownError), bad: true })
  }
  const chat = desk.chats[chosen]
  const entry = desk.entries.find((each) => each.conversation === chosen)
  const token = chat?.floor.token ?? entry?.token ?? 0
  const take = async () => {
    if (chosen === '') return
    const result = await client.take(chosen, token)
    report(result, t.took)
    if (result.ok) writing.current?.begin('reply')
  }
  useShortcuts(letters === 'on' && !sheet, {
    '?': () => {
      setSheet(true)
    },
    j: () => {
      choose(beside(parts, chosen, 1))
    },
    k: () => {
      choose(beside(parts, chosen, -1))
    },
    t: () => {
      if (chat && chat.floor.holder !== 'agent') void take()
    },
    r: () => writing.current?.begin('reply'),
    n: () => writing.current?.begin('note'),
  })

  return (
    <div className={`desk${chosen === '' ? '' : ' chosen'}`}>
      <a className="skip" href="#conversation">
        {t.skip}
      </a>
      <TopBar
        desk={desk}
        preferences={preferences}
        onAvailable={(on) => {
          void client.setAvailable(on).then((result) => {
            if (!result.ok) report(result, '')
          })
        }}
        onShortcuts={() => {
          setSheet(true)
        }}
        onSignOut={() => {
          client.stop()
          onSignOut()
        }}
      />
      <div className="bar" role="status">
        {desk.link === 'waiting' && (
          <p>
            {t.offlineBar}
            <button
              type="button"
              onClick={() => {
                client.retryNow()
              }}
            >
              {t.tryNow}
            </button>
          </p>
        )}
        {desk.link === 'ended' && <p className="bad">{t.endedBar}</p>}
      </div>
      <div className="columns">
        <Queue desk={desk} sections={parts} chosen={chosen} onChoose={choose} />
        <ChatView
          key={chosen}
          client={client}
          desk={desk}
          chosen={chosen}
          writingRef={writing}
          onTake={take}
          onHandBack={async () => {
            report(await client.handBack(chosen, token), t.handedBack)
          }}
          onResolve={async () => {
            report(await client.resolve(chosen, token), t.resolved)
          }}
          onBack={() => {
            choose('')
          }}
        />
      </div>
      <div className="toasts" role="status">
        {said.text !== '' && <p className={`toast${said.bad ? ' bad' : ''}`}>{said.text}</p>}
      </div>
      <Shortcuts
        open={sheet}
        letters={letters === 'on'}
        onLetters={(on) => {
          setLetters(on ? 'on' : 'off')
        }}
        onClose={() => {
          setSheet(false)
        }}
      />
    </div>
  )
}

/** The conversation `by` places after the chosen one in the order that the queue shows. */
function beside(parts: Sections, chosen: Id, by: number): Id {
  const order = [...parts.waiting, ...parts.owed, ...parts.mine, ...parts.others].map(
    (each) => each.conversation,
  )
  if (order.length === 0) return chosen
  const index = order.indexOf(chosen)
  const next =
    index < 0 ? (by > 0 ? 0 : order.length - 1) : Math.min(order.length - 1, Math.max(0, index + by))
  return order[next] ?? chosen
}
