import { useCallback, useEffect, useState } from 'react'
import type { CaptureDesk, CaptureNext } from '../../../src/server/contract/capture.ts'
import { CaptureForm } from '../form/capture-form.tsx'
import { Page, SampleNotice } from '../parts/page.tsx'
import { Question } from '../parts/question.tsx'
import { type Trouble, TroubleNotice } from '../parts/trouble.tsx'
import type { CaptureApi } from '../server/client.ts'
import type { Slot } from '../state/draft.ts'
import type { CaptureMemory } from '../state/memory.ts'
import { counted } from '../words/problem-words.ts'

interface Props {
  readonly api: CaptureApi
  readonly memory: CaptureMemory
  readonly desk: CaptureDesk
  readonly arm: CaptureDesk['arms'][number]
}

/** One question of an arm after the other. */
export function CapturePage({ api, memory, desk, arm }: Props) {
  const [next, setNext] = useState<CaptureNext | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [saved, setSaved] = useState(false)
  const load = useCallback(
    async (putOff: Omit<Slot, 'arm'> | null) => {
      const reply = await api.next({ arm: arm.arm, putOff })
      if (reply.kind === 'ok') setNext(reply.value)
      setTrouble(reply.kind === 'ok' ? null : reply)
    },
    [api, arm.arm],
  )
  useEffect(() => {
    void load(null)
  }, [load])

  const title = arm.mode === null ? arm.product : `${arm.product}, ${arm.mode}`
  const slot = next?.slot ?? null
  const kicker =
    next === null
      ? 'Looking for the next question.'
      : `${saved ? 'Saved. ' : ''}${counted(next.left, 'question')} without an answer. You capture as ${desk.operator}.`
  return (
    <Page
      title={title}
      wide={slot !== null}
      about={slot === null ? '' : JSON.stringify(slot)}
      kicker={<span role="status">{kicker}</span>}
    >
      {desk.sample && <SampleNotice />}
      <TroubleNotice trouble={trouble} />
      {trouble !== null && trouble.kind !== 'lost' && (
        <button type="button" onClick={() => load(null)}>
          Try again
        </button>
      )}
      {next !== null && slot === null && (
        <p>
          {next.left === 0
            ? 'Every question of this arm has an answer.'
            : 'Other people have the questions that are left open just now. One that is left lying for half an hour is given out again.'}
        </p>
      )}
      {slot !== null && (
        <>
          <details className="terms">
            <summary>Terms of use</summary>
            <p>{arm.terms}</p>
          </details>
          <CaptureForm
            key={JSON.stringify([slot.item, slot.replicate])}
            api={api}
            memory={memory}
            owner={desk}
            planned={arm}
            slot={slot}
            saved={() => {
              setSaved(true)
              void load(null)
            }}
            putOff={() => {
              setSaved(false)
              void load({ item: slot.item, replicate: slot.replicate })
            }}
          >
            <Question question={slot.question} copy />
          </CaptureForm>
        </>
      )}
    </Page>
  )
}
