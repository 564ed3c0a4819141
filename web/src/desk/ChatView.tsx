import { useCallback, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { uuid } from '../chat/ids'
import { Mark } from '../staff/Icons'
import { Modal } from '../staff/Modal'
import { useSetting } from '../staff/storage'
import { Emotion, Priority, Tongue } from './Badges'
import type { DeskClient } from './client'
import { Composer } from './Composer'
import type { Kind, Writing } from './Composer'
import { Details } from './Details'
import { Back, Check, Hand, Return, Side } from './Icons'
import type { Desk } from './model'
import type { Id } from './protocol'
import { useWords } from './texts'
import { Transcript } from './Transcript'
import { useMedia } from './useMedia'

interface Props {
  client: DeskClient
  desk: Desk
  chosen: Id
  writingRef: RefObject<Writing | null>
  onTake: () => Promise<void>
  onHandBack: () => Promise<void>
  onResolve: () => Promise<void>
  onBack: () => void
}

export function ChatView({ client, desk, chosen, writingRef, onTake, onHandBack, onResolve, onBack }: Props) {
  const { t } = useWords()
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState(false)
  const narrow = useMedia('(max-width: 1180px)')
  const [beside, setBeside] = useSetting('details', 'on')
  const [over, setOver] = useState('off')
  const [details, setDetails] = narrow ? [over, setOver] : [beside, setBeside]
  const toggle = useRef<HTMLButtonElement>(null)
  const uncover = useCallback(() => {
    setOver('off')
    toggle.current?.focus()
  }, [])
  const [returned, setReturned] = useState<{ kind: Kind; text: string }>()
  const chat = desk.chats[chosen]
  const entry = desk.entries.find((each) => each.conversation === chosen)

  if (!chat) {
    return (
      <main className="empty" id="conversation" tabIndex={-1}>
        <Mark />
        <h1>{chosen === '' ? t.pick : t.opening}</h1>
        {chosen === '' && <p>{t.pickLead}</p>}
      </main>
    )
  }
  const { floor } = chat
  const mine = floor.holder === 'agent' && floor.agent?.id === desk.me.id
  const colleague = floor.holder === 'agent' && !mine ? floor.agent?.display : undefined
  const live = desk.link === 'live'
  const during = async (run: () => Promise<void>) => {
    setBusy(true)
    await run()
    setBusy(false)
  }
  const number = chat.case?.number || (entry?.case ?? '')
  return (
    <>
      <main className="chat" id="conversation" tabIndex={-1} aria-label={t.chatOf(number)}>
        <header>
          <button className="quiet back" type="button" aria-label={t.back} onClick={onBack}>
            <Back />
          </button>
          <div className="about">
            <h1>{t.caseNo(number)}</h1>
            <p className="badges">
              {entry && <Priority priority={entry.priority} />}
              {entry && <Emotion emotion={entry.emotion} level={entry.emotionLevel} />}
              {entry && <Tongue language={entry.language} />}
              {colleague !== undefined && <span className="badge">{t.heldBy(colleague)}</span>}
              {floor.holder === 'bot' && <span className="badge">{t.heldByBot}</span>}
            </p>
          </div>
          <div className="actions">
            {mine ? (
              <>
                <button
                  className="plain"
                  type="button"
                  disabled={busy || !live}
                  onClick={() => {
                    void during(onHandBack)
                  }}
                >
                  <Return />
                  {t.handBack}
                </button>
                <button
                  className="plain good"
                  type="button"
                  disabled={busy || !live}
                  onClick={() => {
                    setAsking(true)
                  }}
                >
                  <Check />
                  {t.resolve}
                </button>
              </>
            ) : floor.holder === 'agent' ? null : (
              <button
                className="primary"
                type="button"
                disabled={busy || !live}
                onClick={() => {
                  void during(onTake)
                }}
              >
                <Hand />
                {busy ? t.taking : t.take}
              </button>
            )}
            <button
              ref={toggle}
              className="quiet"
              type="button"
              aria-expanded={details === 'on'}
              aria-label={details === 'on' ? t.hideDetails : t.details}
              title={details === 'on' ? t.hideDetails : t.details}
              onClick={() => {
                setDetails(details === 'on' ? 'off' : 'on')
              }}
            >
              <Side />
            </button>
          </div>
        </header>
        <Transcript
          client={client}
          desk={desk}
          chat={chat}
          onDraft={(kind, text) => {
            setReturned({ kind, text })
          }}
        />
        <Composer
          ref={writingRef}
          user={desk.me.id}
          conversation={chosen}
          mine={mine}
          colleague={colleague}
          returned={returned}
          onTyping={(on) => {
            client.typing(chosen, on)
          }}
          onSend={(kind, text) => {
            client.say(kind, chosen, text, uuid())
          }}
        />
      </main>
      {details === 'on' && (
        <Details chat={chat} entry={entry} skew={desk.skew} onClose={narrow ? uncover : undefined} />
      )}
      <Modal
        open={asking}
        title={t.resolveTitle}
        onClose={() => {
          setAsking(false)
        }}
      >
        <p>{t.resolveLead}</p>
        <div className="actions">
          <button
            className="plain"
            type="button"
            onClick={() => {
              setAsking(false)
            }}
          >
            {t.cancel}
          </button>
          <button
            className="primary"
            type="button"
            onClick={() => {
              setAsking(false)
              void during(onResolve)
            }}
          >
            {t.resolve}
          </button>
        </div>
      </Modal>
    </>
  )
}
