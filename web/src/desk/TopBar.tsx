import { Mark } from '../staff/Icons'
import { LanguageSwitch, SignOut, ThemeSwitch } from '../staff/Switches'
import type { Preferences } from '../staff/Switches'
import { Keyboard } from './Icons'
import type { Desk } from './model'
import { useWords } from './texts'

interface Props {
  desk: Desk
  preferences: Preferences
  onAvailable: (on: boolean) => void
  onShortcuts: () => void
  onSignOut: () => void
}

export const initial = (name: string): string => (Array.from(name)[0] ?? '?').toUpperCase()

export function TopBar({ desk, preferences, onAvailable, onShortcuts, onSignOut }: Props) {
  const { t } = useWords()
  const colleagues = desk.agents.filter((each) => each.id !== desk.me.id)
  const shown = colleagues.slice(0, 4)
  return (
    <header className="top">
      <div className="brand">
        <Mark />
        <span>{t.product}</span>
      </div>
      <p className={`link ${desk.link}`} role="status">
        <span className="dot" aria-hidden="true" />
        {t.link[desk.link]}
      </p>
      <span className="grow" />
      {colleagues.length > 0 && (
        <ul className="people" aria-label={t.online(colleagues.length)} title={t.online(colleagues.length)}>
          {shown.map((each) => (
            <li
              key={each.id}
              className={each.available ? '' : 'away'}
              title={`${each.display} · ${each.available ? t.available : t.unavailable}`}
            >
              <span aria-hidden="true">{initial(each.display)}</span>
              <span className="hidden">{`${each.display} · ${each.available ? t.available : t.unavailable}`}</span>
            </li>
          ))}
          {colleagues.length > shown.length && <li>+{colleagues.length - shown.length}</li>}
        </ul>
      )}
      <button
        type="button"
        className="switch"
        role="switch"
        aria-checked={desk.available}
        aria-label={t.availability}
        disabled={desk.link !== 'live'}
        onClick={() => {
          onAvailable(!desk.available)
        }}
      >
        <span className="track" aria-hidden="true" />
        <span aria-hidden="true">{desk.available ? t.available : t.unavailable}</span>
      </button>
      <span className="rule" aria-hidden="true" />
      <LanguageSwitch preferences={preferences} />
      <ThemeSwitch preferences={preferences} />
      <button
        className="quiet keyboard"
        type="button"
        aria-label={t.shortcuts}
        title={`${t.shortcuts} (?)`}
        onClick={onShortcuts}
      >
        <Keyboard />
      </button>
      <span className="me">
        <span className="avatar" aria-hidden="true">
          {initial(desk.me.display)}
        </span>
        <span className="wide-only">{desk.me.display}</span>
      </span>
      <SignOut onSignOut={onSignOut} />
    </header>
  )
}
