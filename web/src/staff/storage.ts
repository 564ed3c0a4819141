import { useCallback, useState } from 'react'

/** What the browser keeps under `key`; null when it keeps nothing. */
export function read(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key)
  } catch {
    return null
  }
}

/** Keeps `value` under `key`; an empty one is forgotten. */
export function write(storage: () => Storage, key: string, value: string): void {
  try {
    if (value === '') storage().removeItem(key)
    else storage().setItem(key, value)
  } catch {
    // Storage is full or forbidden: it lasts as long as the page.
  }
}

export const local = () => localStorage
export const session = () => sessionStorage

/** A setting of this browser's. */
export function useSetting(key: string, fallback: string): [string, (value: string) => void] {
  const [value, setValue] = useState(() => read(local, `amends.desk.${key}`) ?? fallback)
  const change = useCallback(
    (next: string) => {
      setValue(next)
      write(local, `amends.desk.${key}`, next)
    },
    [key],
  )
  return [value, change]
}
