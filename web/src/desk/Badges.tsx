import { languageOf } from '../staff/texts'
import { Face, Flag } from './Icons'
import { useWords } from './texts'
import { moment, span } from './time'

/** How urgent: a word and one to four bars. */
export function Priority({ priority }: { priority: number }) {
  const { t } = useWords()
  return (
    <span className={`badge priority p${String(priority)}`} title={t.priority}>
      <span className="bars" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {t.priorities[priority]}
    </span>
  )
}

/** What the customer feels: a face, a word, and how strongly. */
export function Emotion({ emotion, level }: { emotion: string; level: number }) {
  const { t } = useWords()
  const kind = emotion || 'calm'
  const name = t.emotions[kind] ?? kind
  const strength = t.levels[Math.min(3, level)]
  return (
    <span className={`badge emotion ${kind}`} title={strength ? `${name} (${strength})` : name}>
      <Face emotion={kind} />
      {name}
      {level > 0 && kind !== 'calm' && (
        <span className="pips">
          <span aria-hidden="true">
            {'●'.repeat(Math.min(3, level)) + '○'.repeat(3 - Math.min(3, level))}
          </span>
          <span className="hidden">{strength}</span>
        </span>
      )}
    </span>
  )
}

export function Tongue({ language }: { language: string }) {
  const { t } = useWords()
  if (!language) return null
  return <span className="badge">{t.languages[languageOf(language)]}</span>
}

export function Front() {
  const { t } = useWords()
  return (
    <span className="badge front">
      <Flag />
      {t.front}
    </span>
  )
}

/** Until when an answer is promised; without colour the words still tell. */
export function Due({ due, now }: { due: number; now: number }) {
  const { t, locale } = useWords()
  const left = due - now
  return (
    <span className={`due${left < 0 ? ' over' : left < 3_600_000 ? ' soon' : ''}`}>
      {t.due(moment(due, locale))} · {left < 0 ? t.overdue(span(left, locale)) : t.dueIn(span(left, locale))}
    </span>
  )
}
