import { Due, Emotion, Front, Priority, Tongue } from './Badges'
import { Clock } from './Icons'
import type { Desk, Sections } from './model'
import type { Entry, Id } from './protocol'
import { drafts } from './storage'
import { useWords } from './texts'
import { clock, stopwatch } from './time'
import { useNow } from './useNow'

interface Props {
  desk: Desk
  sections: Sections
  chosen: Id
  onChoose: (conversation: Id) => void
}

export function Queue({ desk, sections, chosen, onChoose }: Props) {
  const { t } = useWords()
  const now = useNow() + desk.skew
  const list = (entries: readonly Entry[]) => (
    <ul>
      {entries.map((entry) => (
        <Item
          key={entry.conversation}
          entry={entry}
          now={now}
          user={desk.me.id}
          chosen={entry.conversation === chosen}
          onChoose={onChoose}
        />
      ))}
    </ul>
  )
  const busy = desk.link === 'connecting' && desk.entries.length === 0
  return (
    <nav className="queue" aria-label={t.queue} aria-busy={busy}>
      <section aria-labelledby="waiting">
        <h2 id="waiting">
          {t.waiting}
          <span className="tally">{sections.waiting.length}</span>
        </h2>
        {sections.waiting.length === 0 && !busy && <p className="none">{t.noneWaiting}</p>}
        {list(sections.waiting)}
      </section>
      {sections.owed.length > 0 && (
        <section aria-labelledby="owed">
          <h2 id="owed">
            {t.owed}
            <span className="tally">{sections.owed.length}</span>
          </h2>
          {list(sections.owed)}
        </section>
      )}
      <section aria-labelledby="mine">
        <h2 id="mine">
          {t.mine}
          <span className="tally">{sections.mine.length}</span>
        </h2>
        {sections.mine.length === 0 && !busy && <p className="none">{t.noneMine}</p>}
        {list(sections.mine)}
      </section>
      {sections.others.length > 0 && (
        <section aria-labelledby="others" className="others">
          <h2 id="others">
            {t.others}
            <span className="tally">{sections.others.length}</span>
          </h2>
          {list(sections.others)}
        </section>
      )}
    </nav>
  )
}

interface ItemProps {
  entry: Entry
  now: number
  user: string
  chosen: boolean
  onChoose: (conversation: Id) => void
}

const LONG = 3 * 60_000
const TOO_LONG = 10 * 60_000

function Item({ entry, now, user, chosen, onChoose }: ItemProps) {
  const { t, locale } = useWords()
  const waiting = entry.holder === 'waiting'
  const wait = now - entry.since
  const draft = drafts.read(user, entry.conversation, 'reply') !== ''
  return (
    <li>
      <button
        type="button"
        className={`item p${String(entry.priority)}${chosen ? ' chosen' : ''}`}
        aria-current={chosen ? 'true' : undefined}
        onClick={() => {
          onChoose(entry.conversation)
        }}
      >
        <span className="row">
          <strong>{t.caseNo(entry.case)}</strong>
          {waiting ? (
            <span className={`wait${wait > TOO_LONG ? ' too-long' : wait > LONG ? ' long' : ''}`}>
              <Clock />
              <span className="hidden">{t.waitingFor('')}</span>
              <time role="timer">{stopwatch(wait)}</time>
            </span>
          ) : (
            <time className="soft">{entry.lastAt > 0 ? clock(entry.lastAt, locale) : ''}</time>
          )}
        </span>
        <span className="preview">
          {draft && <em>{t.draft} · </em>}
          {entry.lastText}
        </span>
        <span className="row badges">
          {entry.front && <Front />}
          {entry.due > 0 && <Due due={entry.due} now={now} />}
          <Priority priority={entry.priority} />
          {entry.emotionLevel > 0 && <Emotion emotion={entry.emotion} level={entry.emotionLevel} />}
          <Tongue language={entry.language} />
          {!waiting && entry.agent && entry.agent.id !== user && (
            <span className="soft">{t.heldBy(entry.agent.display)}</span>
          )}
        </span>
      </button>
    </li>
  )
}
