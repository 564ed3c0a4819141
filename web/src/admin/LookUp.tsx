import { useState } from 'react'
import type { SubmitEvent } from 'react'
import type { SimulatedInput, Simulation } from './protocol'
import { useAdminWords } from './texts'

interface Props {
  asked: NonNullable<Simulation['asked']>
  onAnswer: (input: SimulatedInput) => void
}

/** The fields of an answer; nothing when they are no JSON object of strings. */
function fieldsIn(text: string): Record<string, string> | undefined {
  try {
    const found: unknown = JSON.parse(text)
    if (typeof found !== 'object' || found === null || Array.isArray(found)) return undefined
    return Object.values(found).every((each) => typeof each === 'string')
      ? (found as Record<string, string>)
      : undefined
  } catch {
    return undefined
  }
}

/** Stands in for the system that the trial asks. */
export function LookUp({ asked, onAnswer }: Props) {
  const { t } = useAdminWords()
  const [text, setText] = useState('{}')
  const [wrong, setWrong] = useState(false)
  const answer = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = fieldsIn(text)
    setWrong(!fields)
    if (fields) onAnswer({ kind: 'answer', outcome: 'found', fields })
  }
  return (
    <form className="look-up" method="post" onSubmit={answer}>
      <p>
        {t.asked(asked.connector)}{' '}
        <code>
          {Object.entries(asked.arguments)
            .map(([name, value]) => `${name}=${value}`)
            .join(', ')}
        </code>
      </p>
      <textarea
        value={text}
        rows={2}
        spellCheck={false}
        aria-label={t.fields}
        aria-invalid={wrong}
        onChange={(event) => {
          setText(event.target.value)
        }}
      />
      {wrong && (
        <p className="problem" role="alert">
          {t.badFields}
        </p>
      )}
      <div className="row">
        <button className="plain small" type="submit">
          {t.answer}
        </button>
        <button
          className="plain small"
          type="button"
          onClick={() => {
            onAnswer({ kind: 'answer', outcome: 'not_found' })
          }}
        >
          {t.notFound}
        </button>
        <button
          className="plain small"
          type="button"
          onClick={() => {
            onAnswer({ kind: 'answer', outcome: 'failed' })
          }}
        >
          {t.failed}
        </button>
      </div>
    </form>
  )
}
