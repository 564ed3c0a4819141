import type { ReactNode } from 'react'
import type { Preferences, ThemeChoice } from '../desk/App'
import type { Session } from '../desk/api'
import { Globe, Mark, Out, Theme } from '../desk/Icons'
import { useWords } from '../desk/texts'
import { useAdminWords } from './texts'

interface Props {
  session: Session
  preferences: Preferences
  onSignOut: () => void
  children: ReactNode
}

const next: Record<ThemeChoice, ThemeChoice> = { auto: 'light', light: 'dark', dark: 'auto' }

/** The bar over every admin page. */
export function Frame({ session, preferences, onSignOut, children }: Props) {
  const { t: desk } = useWords()
  const { t } = useAdminWords()
  const theme = `${desk.theme}: ${desk.themes[preferences.theme]}`
  return (
    <div className="admin">
      <header className="top">
        <a className="brand" href="#/">
          <Mark />
          <span>{desk.product}</span>
        </a>
        <nav aria-label={t.pages}>
          <a href="#/" aria-current="page">
            {t.trees}
          </a>
          <a href="/desk">{t.desk}</a>
        </nav>
        <span className="grow" />
        <button
          className="quiet"
          type="button"
          aria-label={desk.languageLabel}
          onClick={preferences.switchLanguage}
        >
          <Globe />
          <span className="wide-only">{desk.language}</span>
        </button>
        <button
          className="quiet"
          type="button"
          aria-label={theme}
          title={theme}
          onClick={() => {
            preferences.setTheme(next[preferences.theme])
          }}
        >
          <Theme />
        </button>
        <span className="me wide-only">{session.user.display}</span>
        <button
          className="quiet"
          type="button"
          aria-label={desk.signOut}
          title={desk.signOut}
          onClick={onSignOut}
        >
          <Out />
        </button>
      </header>
      {children}
    </div>
  )
}
