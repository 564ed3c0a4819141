import { Globe, Out, Theme } from './Icons'
import { useStaffWords } from './texts'

export type ThemeChoice = 'auto' | 'light' | 'dark'

/** In which language and light somebody of the house works; kept in the browser. */
export interface Preferences {
  readonly theme: ThemeChoice
  setTheme: (theme: ThemeChoice) => void
  switchLanguage: () => void
}

const NEXT: Record<ThemeChoice, ThemeChoice> = { auto: 'light', light: 'dark', dark: 'auto' }

interface Props {
  preferences: Preferences
}

/** Between Chinese and English. `spelled`: whether its word stays where there is little room. */
export function LanguageSwitch({ preferences, spelled }: Props & { spelled?: 'always' }) {
  const t = useStaffWords()
  return (
    <button
      className="quiet language"
      type="button"
      aria-label={t.languageLabel}
      onClick={preferences.switchLanguage}
    >
      <Globe />
      <span className={spelled ? '' : 'wide-only'}>{t.language}</span>
    </button>
  )
}

/** As the system, light, dark, and round again. */
export function ThemeSwitch({ preferences }: Props) {
  const t = useStaffWords()
  const label = `${t.theme}: ${t.themes[preferences.theme]}`
  return (
    <button
      className="quiet"
      type="button"
      aria-label={label}
      title={label}
      onClick={() => {
        preferences.setTheme(NEXT[preferences.theme])
      }}
    >
      <Theme />
    </button>
  )
}

export function SignOut({ onSignOut }: { onSignOut: () => void }) {
  const t = useStaffWords()
  return (
    <button className="quiet" type="button" aria-label={t.signOut} title={t.signOut} onClick={onSignOut}>
      <Out />
    </button>
  )
}
