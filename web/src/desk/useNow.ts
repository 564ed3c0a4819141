import { useEffect, useState } from 'react'

/** The browser's time, renewed every second while the page is visible. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const renew = () => {
      setNow(Date.now())
    }
    const timer = setInterval(renew, 1000)
    document.addEventListener('visibilitychange', renew)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', renew)
    }
  }, [])
  return now
}
