import { Icon } from '../staff/Icons'

export const Clock = () => (
  <Icon>
    <circle cx="12" cy="12" r="8" />
    <path d="M12 7.5V12l3 2" />
  </Icon>
)
export const Flag = () => (
  <Icon>
    <path d="M6 20V4.5m0 .5h11l-2 3.5 2 3.5H6" />
  </Icon>
)
export const Keyboard = () => (
  <Icon>
    <rect x="3.5" y="6.5" width="17" height="11" rx="2.2" />
    <path d="M7 10.2h.01M10.3 10.2h.01M13.7 10.2h.01M17 10.2h.01M8.5 13.9h7" />
  </Icon>
)
export const Lock = () => (
  <Icon>
    <rect x="5.5" y="10.5" width="13" height="9" rx="2.2" />
    <path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5" />
  </Icon>
)
export const Side = () => (
  <Icon>
    <rect x="3.5" y="5" width="17" height="14" rx="2.5" />
    <path d="M14.5 5v14" />
  </Icon>
)
export const Back = () => (
  <Icon>
    <path d="M19 12H5.5m5.5-6-6 6 6 6" />
  </Icon>
)
export const Check = () => (
  <Icon>
    <path d="m5.5 12.5 4.3 4.3 8.7-9.3" />
  </Icon>
)
export const Checks = () => (
  <Icon>
    <path d="m2.5 12.5 4.3 4.3 8.7-9.3M11.5 16.8l1 0 8.5-9.3" />
  </Icon>
)
export const Return = () => (
  <Icon>
    <path d="M9.5 6 5 10.5 9.5 15M5.5 10.5H15a4 4 0 0 1 0 8h-2.5" />
  </Icon>
)
export const Hand = () => (
  <Icon>
    <path d="M12 20.5c-3.3 0-5.5-2-6.6-4.9l-1.3-3.3c-.5-1.3 1.2-2.1 2-1l1.9 2.5V6.2c0-1.5 2.1-1.5 2.1 0v4.6-6c0-1.5 2.1-1.5 2.1 0v6-5c0-1.5 2.1-1.5 2.1 0v5.5-3c0-1.5 2.1-1.5 2.1 0v6.2c0 3.5-1.9 6-4.4 6Z" />
  </Icon>
)
export const Close = () => (
  <Icon>
    <path d="m6.5 6.5 11 11m0-11-11 11" />
  </Icon>
)
export const Download = () => (
  <Icon>
    <path d="M12 4.5v10m-4-4 4 4 4-4M5 18.5h14" />
  </Icon>
)
/** One face for each feeling, so that colour is never the only sign. */
export const Face = ({ emotion }: { emotion: string }) => (
  <Icon>
    <circle cx="12" cy="12" r="8.2" />
    {emotion === 'anger' ? (
      <path d="M8.5 16c1.9-1.8 5.1-1.8 7 0M7.8 8.8l2.4 1.2m6-1.2-2.4 1.2" />
    ) : emotion === 'anxiety' ? (
      <path d="m8 15.5 1.6-1 1.6 1 1.6-1 1.6 1 1.6-1M9 9.8h.01M15 9.8h.01" />
    ) : emotion === 'disappointment' ? (
      <path d="M8.8 15.8c1.7-1.3 4.7-1.3 6.4 0M9 9.8h.01M15 9.8h.01" />
    ) : (
      <path d="M8.8 14.3c1.7 1.5 4.7 1.5 6.4 0M9 9.8h.01M15 9.8h.01" />
    )}
  </Icon>
)
