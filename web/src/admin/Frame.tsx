import type { ReactNode } from 'react'
import { Mark } from '../staff/Icons'
import type { Session } from '../staff/session'
import { LanguageSwitch, SignOut, ThemeSwitch } from '../staff/Switches'
import type { Preferences } from '../staff/Switches'
import { useAdminWords } from './texts'

interface Props {
  session: Session
  preferences: Preferences
  onSignOut: () => void
  children: ReactNode
}

/** The bar over every admin page. */
export function Frame({ session, preferences, onSignOut, children }: Props) {
  const { t } = useAdminWords()
  return (
    <div className="admin">
      <header className="top">
        <a className="brand" href="#/">
          <Mark />
          <span>{t.product}</span>
        </a>
        <nav aria-label={t.pages}>
          <a href="#/" aria-current="page">
            {t.trees}
          </a>
          <a href="/desk">{t.desk}</a>
        </nav>
        <span className="grow" />
        <LanguageSwitch preferences={preferences} />
        <ThemeSwitch preferences={preferences} />
        <span className="me wide-only">{session.user.display}</span>
        <SignOut onSignOut={onSignOut} />
      </header>
      {children}
    </div>
  )
}
