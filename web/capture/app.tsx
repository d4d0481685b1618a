import { useCallback, useEffect, useState } from 'react'
import type { CaptureDesk } from '../../src/server/contract/capture.ts'
import { ArmsPage } from './pages/arms-page.tsx'
import { CapturePage } from './pages/capture-page.tsx'
import { CheckPage } from './pages/check-page.tsx'
import { Page } from './parts/page.tsx'
import { type Trouble, TroubleNotice } from './parts/trouble.tsx'
import type { CaptureApi } from './server/client.ts'
import type { CaptureMemory } from './state/memory.ts'
import { usePlace } from './state/place.ts'

interface Props {
  readonly api: CaptureApi
  readonly memory: CaptureMemory
}

/** The desk: the arms, one arm's questions, or the second check, by the address. */
export function App({ api, memory }: Props) {
  const place = usePlace()
  const [desk, setDesk] = useState<CaptureDesk | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const load = useCallback(async () => {
    const reply = await api.desk()
    if (reply.kind === 'ok') setDesk(reply.value)
    setTrouble(reply.kind === 'ok' ? null : reply)
  }, [api])
  useEffect(() => {
    void load()
  }, [load, place.kind])
  useEffect(() => {
    document.title = desk === null ? 'Capture desk' : `${desk.title}, capture desk`
  }, [desk])

  if (desk === null)
    return (
      <Page title="Capture desk" home>
        {trouble === null ? <p role="status">Opening the desk.</p> : <TroubleNotice trouble={trouble} />}
        {trouble !== null && trouble.kind !== 'lost' && (
          <button type="button" onClick={load}>
            Try again
          </button>
        )}
      </Page>
    )
  if (place.kind === 'check') return <CheckPage api={api} sample={desk.sample} />
  const arm = place.kind === 'capture' ? desk.arms.find((one) => one.arm === place.arm) : undefined
  if (arm === undefined) return <ArmsPage desk={desk} />
  return <CapturePage key={arm.arm} api={api} memory={memory} desk={desk} arm={arm} />
}
