import type { ReactNode } from 'react'

/** A drawing on a square of 24, in the colour of the text around it. */
export const Icon = ({ children }: { children: ReactNode }) => (
  <svg
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth={1.8}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    {children}
  </svg>
)

export const Mark = () => (
  <Icon>
    <path d="M12 3.5c5 0 8.5 3.2 8.5 7.6s-3.5 7.6-8.5 7.6c-1 0-2-.13-2.9-.38L4.7 20.5l.9-3.9c-1.3-1.4-2.1-3.3-2.1-5.5 0-4.4 3.5-7.6 8.5-7.6Z" />
    <path d="m8.6 11.3 2.4 2.4 4.5-4.7" />
  </Icon>
)
export const Globe = () => (
  <Icon>
    <circle cx="12" cy="12" r="8" />
    <path d="M4 12h16M12 4c2.3 2.3 3.3 5 3.3 8s-1 5.7-3.3 8c-2.3-2.3-3.3-5-3.3-8s1-5.7 3.3-8Z" />
  </Icon>
)
export const Theme = () => (
  <Icon>
    <circle cx="12" cy="12" r="7.5" />
    <path d="M12 4.5v15a7.5 7.5 0 0 0 0-15Z" fill="currentColor" />
  </Icon>
)
export const Out = () => (
  <Icon>
    <path d="M14 5H7.5A2.5 2.5 0 0 0 5 7.5v9A2.5 2.5 0 0 0 7.5 19H14m-3.5-7H20m-3.5-3.5L20 12l-3.5 3.5" />
  </Icon>
)
