import { useEffect, useMemo, useState } from 'react'
import type { Part } from '../../src/server/contract/participant.ts'
import { CasePage } from './case/case-page.tsx'
import { Frame } from './parts/frame.tsx'
import { StepPage } from './parts/step-page.tsx'
import type { PartApi } from './server/client.ts'
import { allowedDrafts, type Drafts } from './state/drafts.ts'
import { type PartView, usePart } from './state/use-part.ts'
import { ConsentPage } from './steps/consent-page.tsx'
import { ClosedPage, DonePage, IneligiblePage, WithdrawnPage } from './steps/end-pages.tsx'
import { FormPage } from './steps/form-page.tsx'
import { InstructionsPage } from './steps/instructions-page.tsx'
import { titleOf } from './words/step-words.ts'
import { troubleWords } from './words/trouble-words.ts'

interface Props {
  readonly api: PartApi
  readonly drafts: Drafts
}

// Before the consent nothing is kept, and at an end nothing is needed any more.
const unkept: readonly string[] = ['consent', 'ineligible', 'done', 'withdrawn', 'closed']

/** The participant's page: one step at a time, as the server says where the participant stands. */
export function App({ api, drafts }: Props) {
  const view = usePart(api)
  const { part } = view
  const [deleted, setDeleted] = useState(false)
  const clear = part !== null && unkept.includes(part.step.at)
  useEffect(() => {
    if (part !== null) document.title = titleOf(part.title, part.step)
  }, [part])
  useEffect(() => {
    if (clear) drafts.clear()
  }, [clear, drafts])
  if (view.trouble === 'lost') return <Lost />
  if (part === null) return <Waiting view={view} />
  return (
    <Frame
      part={part}
      view={view}
      withdraw={async (everything) => {
        const done = await view.act(() => api.withdraw(everything))
        if (done) setDeleted(everything)
        return done
      }}
    >
      <Step part={part} view={view} api={api} drafts={drafts} deleted={deleted} />
    </Frame>
  )
}

interface StepProps extends Props {
  readonly part: Part
  readonly view: PartView
  readonly deleted: boolean
}

function Step({ part, view, api, drafts: all, deleted }: StepProps) {
  const { step } = part
  const { stores } = part.consent
  const drafts = useMemo(() => allowedDrafts(all, stores), [all, stores])
  const acting = { part, view, api, drafts }
  switch (step.at) {
    case 'consent':
      return <ConsentPage {...acting} />
    case 'eligibility':
    case 'baseline':
    case 'attention':
    case 'questionnaire':
      return <FormPage key={step.at} {...acting} step={step.at} questions={step.questions} />
    case 'instructions':
      return <InstructionsPage {...acting} content={step.content} />
    case 'case':
      return <CasePage key={step.encounter.id} {...acting} encounter={step.encounter} />
    case 'ineligible':
      return <IneligiblePage />
    case 'done':
      return <DonePage part={part} />
    case 'withdrawn':
      return <WithdrawnPage deleted={deleted} />
    case 'closed':
      return <ClosedPage />
  }
}

/** What every step that does something takes. */
export interface Acting extends Props {
  readonly part: Part
  readonly view: PartView
}

function Waiting({ view: { trouble, load } }: { readonly view: PartView }) {
  return (
    <main className="page">
      <h1>Take part</h1>
      <p role="status">{trouble === null ? 'One moment.' : troubleWords(trouble)}</p>
      {trouble !== null && (
        <button type="button" onClick={load}>
          Try again
        </button>
      )}
    </main>
  )
}

function Lost() {
  return (
    <main className="page">
      <StepPage title="Please open your link again">
        <p>
          The study no longer knows this browser as yours. Open the link that you saved: you go on where you
          were, and what was sent is there.
        </p>
      </StepPage>
    </main>
  )
}
