import { useCallback, useEffect, useRef, useState } from 'react'
import type { Study } from '../../../src/server/contract/study.ts'
import type { StudyApi } from '../server/client.ts'

const everyMilliseconds = 15_000

export interface StudyView {
  /** The last counts that came; null before the first. */
  readonly study: Study | null
  /** When they came. */
  readonly at: Date | null
  readonly trouble: 'lost' | 'away' | { readonly words: string } | null
  /** Asks at once, after something was done. */
  readonly refresh: () => void
}

/** The study's counts, asked for every 15 seconds as long as the page is looked at. */
export function useStudy(api: StudyApi): StudyView {
  const [view, setView] = useState<Omit<StudyView, 'refresh'>>({ study: null, at: null, trouble: null })
  const asked = useRef(0)
  const refresh = useCallback(() => {
    const number = ++asked.current
    void api.study().then((reply) => {
      // A later request may have been answered first.
      if (number !== asked.current) return
      setView((before) => {
        if (reply.kind === 'ok') return { study: reply.value, at: new Date(), trouble: null }
        return { ...before, trouble: reply.kind === 'refused' ? { words: reply.words } : reply.kind }
      })
    })
  }, [api])
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
  }, [refresh])
  return { ...view, refresh }
}
