import { useCallback, useEffect, useState } from 'react'
import type { Part, PartStep } from '../../../src/server/contract/participant.ts'
import type { Reply } from '../../house/ask-server.ts'
import type { PartApi } from '../server/client.ts'

export interface PartView {
  /** Null before the first answer. */
  readonly part: Part | null
  readonly trouble: 'lost' | 'away' | { readonly words: string } | null
  /** A request that leads on is under way. */
  readonly busy: boolean
  readonly load: () => void
  readonly show: (part: Part) => void
  readonly lose: () => void
  /** Does something that the server answers with where the participant then stands. Whether it was done. */
  readonly act: (request: () => Promise<Reply<Part>>) => Promise<boolean>
}

// What was refused belongs to a step that is no longer on the page.
const goneOn = { words: 'You went on in another tab or window. What was given first counts; go on here.' }

function isElsewhere(before: PartStep, now: PartStep): boolean {
  if (before.at === 'case' && now.at === 'case') return before.encounter.id !== now.encounter.id
  return before.at !== now.at
}

/** Where the participant stands, as the server says. */
export function usePart(api: PartApi): PartView {
  const [part, setPart] = useState<Part | null>(null)
  const [trouble, setTrouble] = useState<PartView['trouble']>(null)
  const [busy, setBusy] = useState(false)
  const take = useCallback((reply: Reply<Part>) => {
    if (reply.kind === 'ok') setPart(reply.value)
    setTrouble(reply.kind === 'ok' ? null : reply.kind === 'refused' ? { words: reply.words } : reply.kind)
  }, [])
  const load = useCallback(() => {
    void api.part().then(take)
  }, [api, take])
  useEffect(load, [load])
  const act = useCallback(
    async (request: () => Promise<Reply<Part>>) => {
      setBusy(true)
      const reply = await request()
      setBusy(false)
      take(reply)
      if (reply.kind === 'refused') {
        // Another tab may have gone on: what the server says now is what counts.
        const now = await api.part()
        if (now.kind === 'ok') {
          setPart(now.value)
          if (part !== null && isElsewhere(part.step, now.value.step)) setTrouble(goneOn)
        }
      }
      return reply.kind === 'ok'
    },
    [api, take, part],
  )
  const lose = useCallback(() => setTrouble('lost'), [])
  const show = useCallback((now: Part) => {
    setPart(now)
    setTrouble(null)
  }, [])
  return { part, trouble, busy, load, show, lose, act }
}
