import { useState } from 'react'
import type { Reply } from '../../house/ask-server.ts'

export type ActionState =
  | { readonly kind: 'idle' | 'busy' }
  | { readonly kind: 'said'; readonly words: string; readonly good: boolean }

/** Something that a person has done once at a time, and what came of it in words. */
export function useAction(refresh: () => void) {
  const [state, setState] = useState<ActionState>({ kind: 'idle' })
  const run = async <T>(act: () => Promise<Reply<T>>, done: (value: T) => string): Promise<T | null> => {
    setState({ kind: 'busy' })
    const reply = await act()
    refresh()
    if (reply.kind === 'ok') {
      setState({ kind: 'said', words: done(reply.value), good: true })
      return reply.value
    }
    setState({ kind: 'said', words: wordsOf(reply), good: false })
    return null
  }
  return { state, run, say: (words: string) => setState({ kind: 'said', words, good: false }) }
}

function wordsOf(reply: Exclude<Reply<never>, { kind: 'ok' }>): string {
  if (reply.kind === 'refused') return reply.words
  return reply.kind === 'lost'
    ? 'The session is over. Open a new link.'
    : 'The server did not answer. Look whether it happened before you try again.'
}
