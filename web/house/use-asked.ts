import { useCallback, useEffect, useRef, useState } from 'react'
import type { Reply } from './ask-server.ts'

export interface Asked<T> {
  /** The last answer that came; null before the first. */
  readonly value: T | null
  /** When it came. */
  readonly at: Date | null
  readonly trouble: 'lost' | 'away' | { readonly words: string } | null
  /** Asks at once, after something was done. */
  readonly refresh: () => void
}

/** What the server says, asked for again and again as long as the page is looked at. @param ask The same for as long as the page lives. */
export function useAsked<T>(ask: () => Promise<Reply<T>>, everyMilliseconds: number): Asked<T> {
  const [view, setView] = useState<Omit<Asked<T>, 'refresh'>>({ value: null, at: null, trouble: null })
  const asked = useRef(0)
  const refresh = useCallback(() => {
    const number = ++asked.current
    void ask().then((reply) => {
      // A later request may have been answered first.
      if (number !== asked.current) return
      setView((before) => {
        if (reply.kind === 'ok') return { value: reply.value, at: new Date(), trouble: null }
        return { ...before, trouble: reply.kind === 'refused' ? { words: reply.words } : reply.kind }
      })
    })
  }, [ask])
  useEffect(() => {
    refresh()
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') refresh()
    }, everyMilliseconds)
    const shown = () => {
      if (document.visibilityState === 'visible') refresh()
    }
    document.addEventListener('visibilitychange', shown)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', shown)
    }
  }, [refresh, everyMilliseconds])
  return { ...view, refresh }
}
