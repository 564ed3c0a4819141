import { useEffect, useId, useRef } from 'react'
import type { ReactNode } from 'react'

interface Props {
  role: 'dialog' | 'alertdialog'
  title: string
  actions: ReactNode
  onLeave: () => void
  children: ReactNode
}

/** Covers the workbench, which is out of reach meanwhile; takes the focus and gives it back. Esc leaves it. */
export function Overlay({ role, title, actions, onLeave, children }: Props) {
  const id = useId()
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    const before = document.activeElement
    place.current?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    // A dialog hears Esc, wherever in it the focus is.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className="overlay"
      role={role}
      aria-modal="true"
      aria-labelledby={id}
      tabIndex={-1}
      ref={place}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onLeave()
      }}
    >
      <div className="bar">
        <h2 id={id}>{title}</h2>
        <span className="grow" />
        {actions}
      </div>
      {children}
    </section>
  )
}
