import { useEffect } from 'react'
import type { Study } from '../../src/server/contract/study.ts'
import { FlowPart } from './flow/flow-part.tsx'
import { NamesPart } from './names/names-part.tsx'
import { Head } from './parts/head.tsx'
import { LooksPart } from './parts/looks-part.tsx'
import { ResultsPart } from './parts/results-part.tsx'
import { ReviewPart } from './parts/review-part.tsx'
import { Steps } from './parts/steps.tsx'
import { TrialPart } from './parts/trial-part.tsx'
import { UnblindPart } from './parts/unblind-part.tsx'
import { PeoplePart } from './people/people-part.tsx'
import type { StudyApi } from './server/client.ts'
import { type StudyView, useStudy } from './state/use-study.ts'
import { AnswersTable, SpendTable } from './tables/arms-tables.tsx'
import { GapsPart, MarksPart, ReviewersTable } from './tables/marks-tables.tsx'
import { SecondChecksPart } from './tables/second-checks-part.tsx'

/** The study page. */
export function App({ api }: { readonly api: StudyApi }) {
  const view = useStudy(api)
  const title = view.study?.title
  useEffect(() => {
    document.title = title === undefined ? 'Study' : `${title}, study`
  }, [title])
  if (view.trouble === 'lost') {
    return (
      <main className="page">
        <h1>Please open a link again</h1>
        <p>
          The server no longer knows this browser. On the machine that serves the study,{' '}
          <code>equipoise serve</code> prints a new link; elsewhere ask an owner for one.
        </p>
      </main>
    )
  }
  if (view.study === null) return <Waiting view={view} />
  return <StudyPage study={view.study} view={view} api={api} />
}

function Waiting({ view: { trouble } }: { readonly view: StudyView }) {
  return (
    <main className="page">
      <h1>Study</h1>
      <p role="status">
        {trouble === null
          ? 'One moment.'
          : typeof trouble === 'object'
            ? trouble.words
            : 'The server does not answer. It is asked again every 15 seconds.'}
      </p>
    </main>
  )
}

interface Acting {
  readonly study: Study
  readonly api: StudyApi
  readonly refresh: () => void
}

interface PageProps {
  readonly study: Study
  readonly view: StudyView
  readonly api: StudyApi
}

function StudyPage({ study, view, api }: PageProps) {
  const { refresh } = view
  const owner = study.visitor.role === 'owner'
  const acting = { study, api, refresh }
  return (
    <main className="page">
      <Head study={study} view={view} />
      {typeof view.trouble === 'object' && view.trouble !== null && (
        <p className="notice">{view.trouble.words}</p>
      )}
      {study.assisted ? (
        <TrialPart api={api} />
      ) : (
        <>
          <CollectingParts {...acting} />
          <MarksSection study={study} view={view} />
        </>
      )}
      {study.looks !== null && <LooksPart looks={study.looks} />}
      {study.people !== null && (
        <section aria-labelledby="people">
          <h2 id="people">People</h2>
          <PeoplePart {...acting} people={study.people} />
        </section>
      )}
      {!study.assisted && (
        <>
          {owner && <UnblindPart {...acting} />}
          <section aria-labelledby="results">
            <h2 id="results">Results</h2>
            <ResultsPart study={study} api={api} />
          </section>
        </>
      )}
    </main>
  )
}

function MarksSection({ study, view }: Pick<PageProps, 'study' | 'view'>) {
  return (
    <section aria-labelledby="reviewers">
      <h2 id="reviewers">Marks</h2>
      <MarksPart study={study} />
      <GapsPart {...study} />
      <h3>Reviewers</h3>
      <ReviewersTable study={study} now={view.at ?? new Date()} />
    </section>
  )
}

/** From the questions to the opening of the review; people who take part in a trial bring their decisions instead. */
function CollectingParts(acting: Acting) {
  const { study } = acting
  const owner = study.visitor.role === 'owner'
  return (
    <>
      {study.steps !== null && <Steps steps={study.steps} review={study.state.review} />}
      <section aria-labelledby="flow">
        <h2 id="flow">Flow</h2>
        <FlowPart study={study} />
      </section>
      <section aria-labelledby="answers">
        <h2 id="answers">Answers</h2>
        <AnswersTable arms={study.arms} />
        <SecondChecksPart checks={study.secondChecks} />
        <h3>Spend</h3>
        <SpendTable arms={study.arms} />
        <p className="small">
          What an answer, a good answer and each way to get them cost is told by the page{' '}
          <a href="/economics">Economics</a>.
        </p>
      </section>
      {owner && (
        <section aria-labelledby="names">
          <h2 id="names">Names in the answers</h2>
          <NamesPart {...acting} />
        </section>
      )}
      {owner && <ReviewPart {...acting} />}
    </>
  )
}
