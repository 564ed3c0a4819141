/** @jsxImportSource preact */

const stroke = {
  viewBox: '0 0 24 24',
  fill: 'none',
  stroke: 'currentColor',
  'stroke-width': 1.8,
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
  'aria-hidden': true,
  focusable: 'false',
} as const

/** The mark: a speech bubble that holds a tick, something put right by talking. */
export const Mark = () => (
  <svg {...stroke}>
    <path d="M12 3.5c5 0 8.5 3.2 8.5 7.6s-3.5 7.6-8.5 7.6c-1 0-2-.13-2.9-.38L4.7 20.5l.9-3.9C4.3 15.2 3.5 13.3 3.5 11.1 3.5 6.7 7 3.5 12 3.5Z" />
    <path d="m8.6 11.3 2.4 2.4 4.5-4.7" />
  </svg>
)

export const Down = () => (
  <svg {...stroke}>
    <path d="m6 9.5 6 6 6-6" />
  </svg>
)

export const Close = () => (
  <svg {...stroke}>
    <path d="m6.5 6.5 11 11m0-11-11 11" />
  </svg>
)

export const Send = () => (
  <svg {...stroke}>
    <path d="M12 19V5.5m-5.5 5.4L12 5.4l5.5 5.5" />
  </svg>
)

export const Person = () => (
  <svg {...stroke}>
    <circle cx="12" cy="8" r="3.6" />
    <path d="M4.8 19.8c.9-3.5 3.7-5.4 7.2-5.4s6.3 1.9 7.2 5.4" />
  </svg>
)

export const Bot = () => (
  <svg {...stroke}>
    <rect x="4.5" y="8" width="15" height="10.5" rx="3.2" />
    <path d="M12 8V4.8M9.2 12.4v1.6m5.6-1.6v1.6" />
  </svg>
)
