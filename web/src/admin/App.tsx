import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { Preferences } from '../desk/App'
import { currentSession, signOut } from '../desk/api'
import type { Session } from '../desk/api'
import { SignIn } from '../desk/SignIn'
import { useSetting } from '../desk/storage'
import { Words, languageOf, texts as deskTexts } from '../desk/texts'
import { TreesApi } from './api'
import { Frame } from './Frame'
import { List } from './List'
import { AdminWords, texts } from './texts'
import { Workbench } from './Workbench'

const subscribe = (changed: () => void) => {
  window.addEventListener('hashchange', changed)
  return () => {
    window.removeEventListener('hashchange', changed)
  }
}
/** The tree that the address names: `/admin/trees#/retail-order`. What is no address names none. */
function treeInAddress(): string {
  try {
    return decodeURIComponent(window.location.hash.replace(/^#\/?/, ''))
  } catch {
    return ''
  }
}

/** Who is signed in, in which language and light, and which tree is open. */
export function App() {
  const [session, setSession] = useState<Session | null>()
  const [ended, setEnded] = useState(false)
  const [language, setLanguage] = useSetting('language', languageOf(navigator.language))
  const [theme, setTheme] = useSetting('theme', 'auto')
  const tree = useSyncExternalStore(subscribe, treeInAddress)

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

  const zh = language === 'zh'
  const deskWords = useMemo(
    () => (zh ? { t: deskTexts.zh, locale: 'zh-CN' } : { t: deskTexts.en, locale: 'en-GB' }),
    [zh],
  )
  const words = useMemo(
    () => (zh ? { t: texts.zh, locale: 'zh-CN' } : { t: texts.en, locale: 'en-GB' }),
    [zh],
  )
  const preferences: Preferences = {
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    setTheme,
    switchLanguage: () => {
      setLanguage(zh ? 'en' : 'zh')
    },
  }
  const onEnded = useCallback(() => {
    setEnded(true)
    setSession(null)
  }, [])
  const api = useMemo(() => (session ? new TreesApi(session.csrf, onEnded) : undefined), [session, onEnded])

  return (
    <Words value={deskWords}>
      <AdminWords value={words}>
        {session === undefined ? (
          <div className="loading" aria-busy="true" />
        ) : session === null || !api ? (
          <SignIn
            ended={ended}
            preferences={preferences}
            onSignedIn={(next) => {
              setEnded(false)
              setSession(next)
            }}
          />
        ) : (
          <Frame
            session={session}
            preferences={preferences}
            onSignOut={() => {
              void signOut(session.csrf)
              setSession(null)
            }}
          >
            {session.user.role !== 'admin' ? (
              <main className="centred">
                <h1>{words.t.adminsOnly}</h1>
                <p>{words.t.adminsOnlyLead}</p>
              </main>
            ) : tree ? (
              <Workbench key={tree} id={tree} api={api} me={session.user.name} />
            ) : (
              <List api={api} />
            )}
          </Frame>
        )}
      </AdminWords>
    </Words>
  )
}
