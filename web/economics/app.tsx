import { useCallback, useEffect, useState } from 'react'
import type { EconomicsPlace } from '../../src/server/contract/economics.ts'
import { CheapestPart } from './parts/cheapest-part.tsx'
import { Head } from './parts/head.tsx'
import { ProblemList } from './parts/problem-list.tsx'
import { ProfitPart } from './parts/profit-part.tsx'
import { SourcesPart } from './parts/sources-part.tsx'
import { StudyPart } from './parts/study-part.tsx'
import type { EconomicsApi, EconomicsReply } from './server/client.ts'
import { useEconomics } from './state/use-economics.ts'

/** The economics page. Nothing that is moved on it is sent or kept. */
export function App({ api }: { readonly api: EconomicsApi }) {
  const [reply, setReply] = useState<EconomicsReply | null>(null)
  const load = useCallback(async () => setReply(await api.place()), [api])
  useEffect(() => {
    void load()
  }, [load])
  if (reply?.kind === 'ok') return <EconomicsPage place={reply.place} />
  return (
    <main className="page">
      <h1>Economics</h1>
      <p role="status">{waitingWords(reply)}</p>
      {reply?.kind === 'faulty' && <ProblemList problems={reply.problems} />}
      {(reply?.kind === 'away' || reply?.kind === 'faulty') && (
        <button type="button" onClick={load}>
          Try again
        </button>
      )}
    </main>
  )
}

function waitingWords(reply: EconomicsReply | null): string {
  if (reply === null) return 'One moment.'
  if (reply.kind === 'lost')
    return 'The server does not know this browser. On the machine that serves the study, equipoise serve prints a link; elsewhere ask an owner for one.'
  if (reply.kind === 'refused') return 'This page is for owners and analysts of the study.'
  if (reply.kind === 'faulty')
    return 'The file of assumptions has mistakes. Mend them in the folder of the study and try again.'
  return 'The server does not answer.'
}

function EconomicsPage({ place }: { readonly place: EconomicsPlace }) {
  const view = useEconomics(place)
  const title = place.study?.title
  useEffect(() => {
    document.title = title === undefined ? 'Economics' : `${title}, economics`
  }, [title])
  return (
    <main className="page">
      <Head place={place} view={view} />
      <StudyPart place={place} view={view} />
      <CheapestPart place={place} view={view} />
      <ProfitPart place={place} view={view} />
      <SourcesPart place={place} view={view} />
    </main>
  )
}
