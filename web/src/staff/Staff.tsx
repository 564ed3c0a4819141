import { useCallback, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { currentSession, signOut } from './session'
import type { Session } from './session'
import { SignIn } from './SignIn'
import { useSetting } from './storage'
import type { Preferences } from './Switches'
import { StaffWords, languageOf, texts } from './texts'
import type { Language } from './texts'

/** Somebody who is signed in. */
export interface Somebody {
  readonly session: Session
  readonly preferences: Preferences
  /** The server knows the session no more. */
  onEnded: () => void
  onSignOut: () => void
}

interface Props {
  /** What the sign-in page is headed with. */
  heading: Readonly<Record<Language, { readonly title: string; readonly lead: string }>>
  children: (somebody: Somebody, language: Language) => ReactNode
}

/** Who is signed in, in which language and light: what every page for the people of the house begins with. */
export function Staff({ heading, children }: Props) {
  const [session, setSession] = useState<Session | null>()
  const [ended, setEnded] = useState(false)
  const [chosen, setLanguage] = useSetting('language', languageOf(navigator.language))
  const [theme, setTheme] = useSetting('theme', 'auto')
  const language = chosen === 'zh' ? 'zh' : 'en'

  useEffect(() => {
    void currentSession().then((found) => {
      setSession(found ?? null)
    })
  }, [])
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en'
  }, [language])
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])

  const preferences: Preferences = {
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    setTheme,
    switchLanguage: () => {
      setLanguage(language === 'zh' ? 'en' : 'zh')
    },
  }
  const onEnded = useCallback(() => {
    setEnded(true)
    setSession(null)
  }, [])

  let page: ReactNode
  if (session === undefined) {
    page = <div className="loading" aria-busy="true" />
  } else if (session === null) {
    page = (
      <SignIn
        {...heading[language]}
        ended={ended}
        preferences={preferences}
        onSignedIn={(next) => {
          setEnded(false)
          setSession(next)
        }}
      />
    )
  } else {
    const onSignOut = () => {
      void signOut(session.csrf)
      setSession(null)
    }
    page = children({ session, preferences, onEnded, onSignOut }, language)
  }
  return <StaffWords value={texts[language]}>{page}</StaffWords>
}
