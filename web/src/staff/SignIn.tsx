import { useState } from 'react'
import type { SubmitEvent } from 'react'
import { Mark } from './Icons'
import { signIn } from './session'
import type { Session } from './session'
import { LanguageSwitch } from './Switches'
import type { Preferences } from './Switches'
import { useStaffWords } from './texts'

interface Props {
  title: string
  lead: string
  ended: boolean
  preferences: Preferences
  onSignedIn: (session: Session) => void
}

export function SignIn({ title, lead, ended, preferences, onSignedIn }: Props) {
  const t = useStaffWords()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState(ended ? t.signedOut : '')
  const [shown, setShown] = useState(false)

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const field = (name: string) => {
      const value = form.get(name)
      return typeof value === 'string' ? value : ''
    }
    setBusy(true)
    const answer = await signIn(field('name').trim(), field('password'))
    setBusy(false)
    if (answer.ok) onSignedIn(answer.session)
    else if (answer.why === 'too-many') setProblem(t.tooMany(answer.seconds))
    else setProblem(answer.why === 'wrong' ? t.wrong : t.noServer)
  }

  return (
    <div className="sign-in">
      <main>
        <div className="brand large">
          <Mark />
          <span>{t.product}</span>
        </div>
        <h1>{title}</h1>
        <p className="lead">{lead}</p>
        <form
          method="post"
          onSubmit={(event) => {
            void submit(event)
          }}
        >
          <p className="problem" role="alert">
            {problem}
          </p>
          <label>
            {t.name}
            <input name="name" autoComplete="username" autoCapitalize="none" spellCheck={false} required />
          </label>
          <label>
            {t.password}
            <input
              name="password"
              type={shown ? 'text' : 'password'}
              autoComplete="current-password"
              required
            />
          </label>
          <label className="check">
            <input
              type="checkbox"
              checked={shown}
              onChange={(event) => {
                setShown(event.target.checked)
              }}
            />
            {t.showPassword}
          </label>
          <button className="primary wide" type="submit" disabled={busy}>
            {busy ? t.signingIn : t.signIn}
          </button>
        </form>
      </main>
      <LanguageSwitch preferences={preferences} spelled="always" />
    </div>
  )
}
