import { useCallback, useEffect, useMemo, useState } from 'react'
import { currentSession, judgeDraft, signOut } from './api'
import type { Session } from './api'
import { Desk } from './Desk'
import { SignIn } from './SignIn'
import { useSetting } from './storage'
import { Words, languageOf, texts } from './texts'
import { Judging } from './Wording'
import type { Judge } from './Wording'

export type ThemeChoice = 'auto' | 'light' | 'dark'

export interface Preferences {
  readonly theme: ThemeChoice
  setTheme: (theme: ThemeChoice) => void
  switchLanguage: () => void
}

/** Who is signed in, in which language and light. */
export function App() {
  const [session, setSession] = useState<Session | null>()
  const [ended, setEnded] = useState(false)
  const [language, setLanguage] = useSetting('language', languageOf(navigator.language))
  const [theme, setTheme] = useSetting('theme', 'auto')

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

  const words = useMemo(
    () => (language === 'zh' ? { t: texts.zh, locale: 'zh-CN' } : { t: texts.en, locale: 'en-GB' }),
    [language],
  )
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
  const csrf = session?.csrf ?? ''
  const judge = useCallback<Judge>((text, signal) => judgeDraft(csrf, text, signal), [csrf])

  return (
    <Words value={words}>
      {session === undefined ? (
        <div className="loading" aria-busy="true" />
      ) : session === null ? (
        <SignIn
          ended={ended}
          preferences={preferences}
          onSignedIn={(next) => {
            setEnded(false)
            setSession(next)
          }}
        />
      ) : (
        <Judging value={judge}>
          <Desk
            key={session.user.id}
            session={session}
            preferences={preferences}
            onEnded={onEnded}
            onSignOut={() => {
              void signOut(session.csrf)
              setSession(null)
            }}
          />
        </Judging>
      )}
    </Words>
  )
}
