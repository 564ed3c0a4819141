/** The phases of service recovery, in their order (docs/recovery.md). */
export const PHASES = [
  'acknowledge',
  'apologise',
  'listen',
  'collect',
  'assess',
  'propose',
  'execute',
  'follow_up',
  'close',
] as const
export type Phase = (typeof PHASES)[number]
