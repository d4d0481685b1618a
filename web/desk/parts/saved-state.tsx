import { useEffect, useState, useSyncExternalStore } from 'react'
import type { OutboxState } from '../outbox/outbox.ts'
import { clockTime, savedWords } from '../outbox/saved-words.ts'

/** How it stands with the marks. What is read aloud waits until it has settled, so that no mark interrupts. */
export function SavedState({ outbox }: { readonly outbox: OutboxState | null }) {
  const online = useOnline()
  const words = outbox === null ? 'Saved as you go' : savedWords(outbox, online, clockTime)
  const settled = useSettled(words, 1500)
  const trouble = outbox?.phase === 'retrying' || outbox?.phase === 'lost'
  return (
    <p className="saved">
      <span aria-hidden="true" className={trouble ? 'trouble' : undefined}>
        {words}
      </span>
      <span role="status" className="hidden">
        {settled}
      </span>
    </p>
  )
}

function useOnline(): boolean {
  return useSyncExternalStore(
    (watch) => {
      window.addEventListener('online', watch)
      window.addEventListener('offline', watch)
      return () => {
        window.removeEventListener('online', watch)
        window.removeEventListener('offline', watch)
      }
    },
    () => navigator.onLine,
  )
}

function useSettled(words: string, milliseconds: number): string {
  const [settled, setSettled] = useState(words)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words), milliseconds)
    return () => clearTimeout(timer)
  }, [words, milliseconds])
  return settled
}
