import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { PHASES } from '../staff/phases'
import { languageOf } from '../staff/texts'
import { Due, Emotion, Priority } from './Badges'
import { Close, Download } from './Icons'
import type { Chat } from './model'
import type { Entry, Promised } from './protocol'
import { useWords } from './texts'
import { moment } from './time'
import { useNow } from './useNow'

const keyOf = (each: Promised): string => JSON.stringify([each.what, each.owner, each.due, each.keptAt])

/** A customer may be told twice what is one thing to do. */
const distinct = (all: readonly Promised[]): Promised[] => [
  ...new Map(all.map((each) => [keyOf(each), each])).values(),
]

interface Props {
  chat: Chat
  entry: Entry | undefined
  skew: number
  /** Given when the details cover the conversation and must be closed to go on. */
  onClose: (() => void) | undefined
}

/** What an agent must know before the first word: what was collected, what was promised, whose case it is. */
export function Details({ chat, entry, skew, onClose }: Props) {
  const { t, locale } = useWords()
  const now = useNow() + skew
  const file = chat.case
  const at = PHASES.findIndex((each) => each === file?.phase)
  const reader = languageOf(locale)
  const fields = file?.fields.filter((each) => each[reader].value.trim() !== '') ?? []
  const language = entry?.language || chat.customer.locale
  return (
    <aside className="details" aria-label={t.details}>
      {onClose && <Cover onClose={onClose} />}
      {at >= 0 && (
        <section aria-labelledby="phase">
          <h2 id="phase">{t.phase}</h2>
          <ol className="phases">
            {PHASES.map((each, index) => (
              <li
                key={each}
                className={index === at ? 'now' : ''}
                aria-current={index === at ? 'step' : undefined}
                title={t.phases[each]}
              >
                <span className={index === at ? '' : 'hidden'}>{t.phases[each]}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
      <section aria-labelledby="collected">
        <h2 id="collected">{t.collected}</h2>
        {fields.length > 0 ? (
          <dl className="stacked">
            {fields.map((each) => (
              <div key={each.name}>
                <dt>{each[reader].label}</dt>
                <dd>{each[reader].value}</dd>
              </div>
            ))}
          </dl>
        ) : (
          <p className="none">{t.nothingCollected}</p>
        )}
      </section>
      <section aria-labelledby="promises">
        <h2 id="promises">{t.promises}</h2>
        {file && file.promises.length > 0 ? (
          <ul className="promises">
            {distinct(file.promises).map((each) => (
              <li key={keyOf(each)}>
                <strong>{each.what[reader]}</strong>
                {each.keptAt > 0 ? (
                  <span className="due kept">{t.kept(moment(each.keptAt, locale))}</span>
                ) : (
                  each.due > 0 && <Due due={each.due} now={now} />
                )}
                {each.owner && <span className="soft">{t.owners[each.owner] ?? each.owner}</span>}
              </li>
            ))}
          </ul>
        ) : (
          <p className="none">{t.noPromises}</p>
        )}
      </section>
      <section aria-labelledby="case">
        <h2 id="case">{t.case}</h2>
        <dl>
          {file && row(t.case, file.number)}
          {file && row(t.status, t.statuses[file.status] ?? file.status)}
          {entry && row(t.priority, <Priority priority={entry.priority} />)}
          {file && row(t.reason, file.reason[reader])}
          {file && row(t.owner, file.owner || t.nobody)}
          {file?.firstOwner && file.firstOwner !== file.owner && row(t.firstOwner, file.firstOwner)}
          {file && row(t.group, file.queue[reader])}
          {file && file.openedAt > 0 && row(t.opened, moment(file.openedAt, locale))}
          {file && file.closedAt > 0 && row(t.closed, moment(file.closedAt, locale))}
        </dl>
      </section>
      <section aria-labelledby="customer">
        <h2 id="customer">{t.customer}</h2>
        <dl>
          {row(t.name, chat.customer.name)}
          {entry && row(t.mood, <Emotion emotion={entry.emotion} level={entry.emotionLevel} />)}
          {row(t.speaks, language ? t.languages[languageOf(language)] : '')}
          {row(t.zone, chat.customer.zone)}
          {row(
            t.channel,
            t.channels[chat.customer.channel || (entry?.channel ?? '')] ?? chat.customer.channel,
          )}
        </dl>
      </section>
      <a
        className="download"
        href={`/api/conversations/${encodeURIComponent(String(chat.conversation))}/transcript`}
        download
      >
        <Download />
        {t.download}
      </a>
    </aside>
  )
}

/** The way out of details that cover the conversation: a button, which has the focus, and Esc. */
function Cover({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    button.current?.focus()
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose()
    }
    window.addEventListener('keydown', leave)
    return () => {
      window.removeEventListener('keydown', leave)
    }
  }, [onClose])
  return (
    <div className="cover">
      <strong>{t.details}</strong>
      <button ref={button} className="quiet" type="button" aria-label={t.hideDetails} onClick={onClose}>
        <Close />
      </button>
    </div>
  )
}

function row(label: string, value: ReactNode) {
  if (value === '' || value === undefined) return null
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
