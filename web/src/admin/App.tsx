import { useMemo, useSyncExternalStore } from 'react'
import { Staff } from '../staff/Staff'
import type { Somebody } from '../staff/Staff'
import { TreesApi } from './api'
import { Frame } from './Frame'
import { List } from './List'
import { AdminWords, WORDS, useAdminWords } from './texts'
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

const heading = {
  zh: { title: WORDS.zh.t.signInTitle, lead: WORDS.zh.t.signInLead },
  en: { title: WORDS.en.t.signInTitle, lead: WORDS.en.t.signInLead },
}

export function App() {
  return (
    <Staff heading={heading}>
      {(admin, language) => (
        <AdminWords value={WORDS[language]}>
          <Trees {...admin} />
        </AdminWords>
      )}
    </Staff>
  )
}

/** The list of trees, or the one that the address names; for admins. */
function Trees({ session, preferences, onEnded, onSignOut }: Somebody) {
  const { t } = useAdminWords()
  const tree = useSyncExternalStore(subscribe, treeInAddress)
  const api = useMemo(() => new TreesApi(session.csrf, onEnded), [session, onEnded])
  return (
    <Frame session={session} preferences={preferences} onSignOut={onSignOut}>
      {session.user.role !== 'admin' ? (
        <main className="centred">
          <h1>{t.adminsOnly}</h1>
          <p>{t.adminsOnlyLead}</p>
        </main>
      ) : tree ? (
        <Workbench key={tree} id={tree} api={api} me={session.user.name} />
      ) : (
        <List api={api} />
      )}
    </Frame>
  )
}
