import { useEffect, useRef, useState } from 'react'
import type { SubmitEvent } from 'react'
import { isComposing } from '../shared/keys'
import type { TreesApi } from './api'
import { flagsIn, flagsText } from './flags'
import type { SimulatedInput, SimulatedStep, SimulatedWorld, Simulation } from './protocol'
import { LookUp } from './LookUp'
import { useAdminWords } from './texts'
import { useSimulation } from './useSimulation'

interface Props {
  api: TreesApi
  /** What is being edited, saved or not. */
  text: string
  /** Where the trial stands, for the outline. */
  onNode: (node: string) => void
  onGo: (node: string) => void
}

/** A trial conversation with the text that is being edited, on a clock that the admin moves. */
export function Simulator({ api, text, onNode, onGo }: Props) {
  const { t, locale } = useAdminWords()
  const trial = useSimulation(api, text, locale)
  const { told, world, add } = trial
  const log = useRef<HTMLOListElement>(null)

  useEffect(() => {
    onNode(told?.node ?? '')
    log.current?.lastElementChild?.scrollIntoView({ block: 'nearest' })
  }, [told, onNode])

  return (
    <div className="simulator">
      <Clock trial={trial} />
      <div className="trial" role="log" aria-label={t.transcript} tabIndex={0}>
        {!told?.steps.length && <p className="none">{t.simulatorLead}</p>}
        <ol ref={log}>
          {told?.steps.map((step, index) => (
            <Step
              key={index}
              step={step}
              zone={world.zone}
              last={index === told.steps.length - 1}
              onPress={(option) => {
                add({ kind: 'press', option })
              }}
              onGo={onGo}
            />
          ))}
        </ol>
      </div>
      {trial.trouble && (
        <p className="problem" role="alert">
          {trial.trouble === 'simulation.too_long'
            ? t.tooLong
            : trial.trouble === 'tree.invalid'
              ? t.mendToTry
              : t.noServer}
        </p>
      )}
      {told?.asked && <LookUp asked={told.asked} onAnswer={add} />}
      {told && told.floor !== 'bot' && <People floor={told.floor} onAct={add} />}
      <Say onSay={add} />
      {told && <Standing told={told} zone={world.zone} />}
    </div>
  )
}

function Clock({ trial }: { trial: ReturnType<typeof useSimulation> }) {
  const { t, locale } = useAdminWords()
  const { world, told } = trial
  const time = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: world.zone,
  })
  const check = (label: string, on: boolean, member: 'buttons' | 'connectors') => (
    <label className="check">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => {
          trial.change({ [member]: event.target.checked })
        }}
      />
      {label}
    </label>
  )
  return (
    <fieldset className="clock">
      <legend className="hidden">{t.clock}</legend>
      <div className="row">
        <time aria-label={t.clock}>{time.format(told?.now ?? world.now)}</time>
        {t.waits.map(([label, ms]) => (
          <button
            key={ms}
            className="plain small"
            type="button"
            aria-label={t.wait(label)}
            onClick={() => {
              trial.add({ kind: 'wait', ms })
            }}
          >
            +{label}
          </button>
        ))}
        <span className="grow" />
        <button
          className="plain small"
          type="button"
          disabled={trial.inputs.length === 0}
          onClick={trial.undo}
        >
          {t.undo}
        </button>
        <button
          className="plain small"
          type="button"
          disabled={trial.inputs.length === 0}
          onClick={trial.restart}
        >
          {t.restart}
        </button>
      </div>
      <details>
        <summary>{t.world}</summary>
        <div className="row">
          <label>
            <span className="soft">{t.clockAt}</span>
            <input
              type="datetime-local"
              value={localTime(world.now)}
              onChange={(event) => {
                const at = new Date(event.target.value).getTime()
                if (!Number.isNaN(at)) trial.change({ now: at })
              }}
            />
          </label>
          <label>
            <span className="soft">{t.customerLanguage}</span>
            <select
              value={world.locale}
              onChange={(event) => {
                trial.change({ locale: event.target.value })
              }}
            >
              {Object.entries(t.languages).map(([tag, name]) => (
                <option key={tag} value={tag}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <Hours trial={trial} />
          <label>
            <span className="soft">{t.agents}</span>
            <input
              type="number"
              min={0}
              max={1000}
              value={world.agents}
              onChange={(event) => {
                trial.change({ agents: Math.max(0, Math.round(event.target.valueAsNumber) || 0) })
              }}
            />
          </label>
          <Flags flags={world.customer} onChange={trial.change} />
          {check(t.buttons, world.buttons, 'buttons')}
          {check(t.connectors, world.connectors, 'connectors')}
        </div>
      </details>
    </fieldset>
  )
}

function Hours({ trial }: { trial: ReturnType<typeof useSimulation> }) {
  const { t } = useAdminWords()
  const { world } = trial
  return (
    <>
      <label>
        <span className="soft">{t.hours}</span>
        <select
          value={world.hours}
          onChange={(event) => {
            trial.change({ hours: event.target.value as SimulatedWorld['hours'] })
          }}
        >
          {Object.entries(t.hoursOf).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {world.hours === 'closed' && (
        <label>
          <span className="soft">{t.opens}</span>
          <input
            type="datetime-local"
            value={localTime(world.opens)}
            onChange={(event) => {
              const at = new Date(event.target.value).getTime()
              if (!Number.isNaN(at)) trial.change({ opens: at })
            }}
          />
        </label>
      )}
    </>
  )
}

interface FlagsProps {
  flags: SimulatedWorld['customer']
  onChange: (next: Partial<SimulatedWorld>) => void
}

/** What the customer's record says, as "vip, since = 2019": a name alone is "yes". */
function Flags({ flags, onChange }: FlagsProps) {
  const { t } = useAdminWords()
  const [text, setText] = useState(() => flagsText(flags))
  return (
    <label className="flags">
      <span className="soft">{t.flags}</span>
      <input
        value={text}
        placeholder="vip, since = 2019"
        maxLength={500}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value)
          onChange({ customer: flagsIn(event.target.value) })
        }}
      />
    </label>
  )
}

/** As an `<input type="datetime-local">` has it, in this browser's zone. */
function localTime(at: number): string {
  const date = new Date(at)
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

interface StepProps {
  step: SimulatedStep
  zone: string
  last: boolean
  onPress: (option: string) => void
  onGo: (node: string) => void
}

function Step({ step, zone, last, onPress, onGo }: StepProps) {
  const { t, locale } = useAdminWords()
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: zone })
  const [kind, name] = step.cause.split(':')
  return (
    <li className="step">
      {kind !== undefined && kind !== 'message' && (
        <p className="cause soft">
          {time.format(step.at)} · {t.causes[kind] ?? kind}
          {name ? ` ${name}` : ''}
        </p>
      )}
      {step.lines.map((line, index) => (
        <div key={index} className={`said ${line.from}`}>
          <p className="bubble">{line.text}</p>
          {line.from === 'bot' && <code className="soft">{line.id}</code>}
          {last && line.options.length > 0 && (
            <div className="options">
              {line.options.map((each) => (
                <button
                  key={each.value}
                  className="plain small"
                  type="button"
                  onClick={() => {
                    onPress(each.value)
                  }}
                >
                  {each.label}
                </button>
              ))}
            </div>
          )}
        </div>
      ))}
      {step.effects.map((each, index) => (
        <p key={index} className={`effect soft${each.startsWith('DEFECT') ? ' defect' : ''}`}>
          {each}
        </p>
      ))}
      <p className="path">
        {step.path.map((node, index) => (
          <button
            key={index}
            className={node === step.node ? `at phase-${step.phase}` : 'at'}
            type="button"
            onClick={() => {
              onGo(node)
            }}
          >
            {node === step.node && <span className="dot" aria-hidden="true" />}
            {node}
            {node === step.node && <span className="soft">{t.phases[step.phase]}</span>}
          </button>
        ))}
      </p>
    </li>
  )
}

function People({ floor, onAct }: { floor: Simulation['floor']; onAct: (input: SimulatedInput) => void }) {
  const { t } = useAdminWords()
  const act = (label: string, what: 'joins' | 'returns' | 'resolves') => (
    <button
      className="plain small"
      type="button"
      onClick={() => {
        onAct({ kind: 'agent', act: what })
      }}
    >
      {label}
    </button>
  )
  return (
    <div className="row">
      {floor === 'waiting' ? (
        act(t.joins, 'joins')
      ) : (
        <>
          {act(t.returns, 'returns')}
          {act(t.resolves, 'resolves')}
        </>
      )}
    </div>
  )
}

function Say({ onSay }: { onSay: (input: SimulatedInput) => void }) {
  const { t } = useAdminWords()
  const [text, setText] = useState('')
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!text.trim()) return
    onSay({ kind: 'say', text: text.trim() })
    setText('')
  }
  return (
    <form className="say" method="post" onSubmit={send}>
      <input
        value={text}
        aria-label={t.message}
        placeholder={t.message}
        maxLength={4000}
        autoComplete="off"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && isComposing(event.nativeEvent)) event.preventDefault()
        }}
        onChange={(event) => {
          setText(event.target.value)
        }}
      />
      <button className="primary" type="submit">
        {t.send}
      </button>
    </form>
  )
}

function Standing({ told, zone }: { told: Simulation; zone: string }) {
  const { t, locale } = useAdminWords()
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short', timeZone: zone })
  const known = Object.entries({ ...told.case, ...told.slots })
  return (
    <details className="standing">
      <summary>
        {t.known} ({known.length})
      </summary>
      {known.length === 0 && <p className="none">{t.nothingKnown}</p>}
      <dl>
        {known.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {told.timers.map((each) => (
          <div key={`timer:${each.name}`}>
            <dt>
              {t.timers} {each.name}
            </dt>
            <dd>{time.format(each.due)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
