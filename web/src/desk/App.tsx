import { useCallback } from 'react'
import { Staff } from '../staff/Staff'
import type { Somebody } from '../staff/Staff'
import { judgeDraft } from './api'
import { Desk } from './Desk'
import { WORDS, Words } from './texts'
import { Judging } from './Wording'
import type { Judge } from './Wording'

const heading = {
  zh: { title: WORDS.zh.t.tagline, lead: WORDS.zh.t.signInLead },
  en: { title: WORDS.en.t.tagline, lead: WORDS.en.t.signInLead },
}

export function App() {
  return (
    <Staff heading={heading}>
      {(agent, language) => (
        <Words value={WORDS[language]}>
          <AtDesk key={agent.session.user.id} {...agent} />
        </Words>
      )}
    </Staff>
  )
}

/** The desk of whoever is signed in. */
function AtDesk(agent: Somebody) {
  const { csrf } = agent.session
  const judge = useCallback<Judge>((text, signal) => judgeDraft(csrf, text, signal), [csrf])
  return (
    <Judging value={judge}>
      <Desk {...agent} />
    </Judging>
  )
}
