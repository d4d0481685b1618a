import { useCallback, useEffect, useState } from 'react'
import type { CaptureCheck } from '../../../src/server/contract/capture.ts'
import { CheckForm } from '../form/check-form.tsx'
import { CapturedAnswer } from '../parts/captured-answer.tsx'
import { Page, SampleNotice } from '../parts/page.tsx'
import { Question } from '../parts/question.tsx'
import { type Trouble, TroubleNotice } from '../parts/trouble.tsx'
import type { CaptureApi } from '../server/client.ts'
import { counted } from '../words/problem-words.ts'

interface Props {
  readonly api: CaptureApi
  readonly sample: boolean
}

/** The second check: answers of other people, one after the other. */
export function CheckPage({ api, sample }: Props) {
  const [found, setFound] = useState<CaptureCheck | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const load = useCallback(async () => {
    const reply = await api.check()
    if (reply.kind === 'ok') setFound(reply.value)
    setTrouble(reply.kind === 'ok' ? null : reply)
  }, [api])
  useEffect(() => {
    void load()
  }, [load])
  const check = found?.check ?? null
  const kicker =
    found === null
      ? 'Looking for an answer to check.'
      : `${counted(found.left, 'answer')} for you to check. A tenth of each arm’s answers is drawn for it.`
  return (
    <Page
      title="Second check"
      wide={check !== null}
      about={check?.answer ?? ''}
      kicker={<span role="status">{kicker}</span>}
    >
      {sample && <SampleNotice />}
      <TroubleNotice trouble={trouble} />
      {trouble !== null && trouble.kind !== 'lost' && (
        <button type="button" onClick={load}>
          Try again
        </button>
      )}
      {found !== null && check === null && (
        <p>Nothing waits for you. Come back when others have captured more.</p>
      )}
      {check !== null && (
        <>
          <p>
            Compare the answer with the screenshot, or with the page where it still shows it. Was it taken
            over word for word, with its sources?
          </p>
          <Question question={check.question} />
          <CapturedAnswer check={check} />
          <CheckForm key={check.answer} api={api} answer={check.answer} saved={load} />
        </>
      )}
    </Page>
  )
}
