import { useCallback, useEffect, useState } from 'react'
import type { TreesApi } from './api'
import type { SimulatedInput, SimulatedWorld, Simulation } from './protocol'

const pause_ms = 250

/** Nine o'clock of the next day, in this browser's zone. */
function nextMorning(): number {
  const at = new Date()
  at.setDate(at.getDate() + 1)
  at.setHours(9, 0, 0, 0)
  return at.getTime()
}

/**
 * A trial: what was done in it, from the beginning. The server keeps nothing and walks all of it each time, so that the
 * trial follows the text, and taking back is leaving out the last.
 */
export function useSimulation(api: TreesApi, text: string, locale: string) {
  const [world, setWorld] = useState<SimulatedWorld>(() => ({
    now: Math.floor(Date.now() / 60_000) * 60_000,
    zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    locale: locale.startsWith('zh') ? 'zh-CN' : 'en',
    agents: 1,
    hours: 'configured',
    opens: nextMorning(),
    customer: {},
    buttons: true,
    connectors: true,
  }))
  const [inputs, setInputs] = useState<readonly SimulatedInput[]>([])
  const [told, setTold] = useState<Simulation>()
  /** Code of what keeps the trial from going on, "" when it does. */
  const [trouble, setTrouble] = useState('')

  useEffect(() => {
    if (inputs.length === 0) return undefined
    const abort = new AbortController()
    const timer = setTimeout(() => {
      void api.simulate(text, world, inputs, abort.signal).then((answer) => {
        if (abort.signal.aborted) return
        if (answer.ok) setTold(answer.value)
        setTrouble(answer.ok ? '' : answer.why.code)
      })
    }, pause_ms)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [api, text, world, inputs])

  return {
    world,
    inputs,
    told: inputs.length > 0 ? told : undefined,
    trouble: inputs.length > 0 ? trouble : '',
    add: useCallback((input: SimulatedInput) => {
      setInputs((before) => [...before, input])
    }, []),
    undo: useCallback(() => {
      setInputs((before) => before.slice(0, -1))
    }, []),
    restart: useCallback(() => {
      setInputs([])
      setTold(undefined)
    }, []),
    change: useCallback((next: Partial<SimulatedWorld>) => {
      setWorld((before) => ({ ...before, ...next }))
    }, []),
  }
}
