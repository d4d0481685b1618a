import type { StudyTrial } from '../../../src/server/contract/trial.ts'
import type { StudyApi } from '../server/client.ts'
import { count, counted, share } from '../words/number-words.ts'
import { Report } from './results-part.tsx'

/** How far the coders are, in one number: more of it could tell the arms. */
export function TrialCoding({ trial: { state, coding } }: { readonly trial: StudyTrial }) {
  if (state === 'not-open') return null
  return (
    <section aria-labelledby="coding">
      <h2 id="coding">Coding</h2>
      {coding === null ? (
        <p>
          How far the coders are is counted here once the trial is closed; before, it could tell the arms.
        </p>
      ) : (
        <Coded coding={coding} />
      )}
      <p>
        Reviewers code what participants wrote at the <a href="/coding">coding desk</a>; owners and analysts
        decide there what the coders disagree about.
      </p>
    </section>
  )
}

function Coded({ coding: { real, simulated } }: { readonly coding: NonNullable<StudyTrial['coding']> }) {
  if (real.texts + simulated.texts === 0)
    return (
      <p>
        No text is with the coders. <code>equipoise coding open</code> brings them.
      </p>
    )
  return (
    <>
      <p>
        {count(real.final)} of {counted(real.texts, 'text has', 'texts have')} a final code
        {real.texts > 0 && ` (${share(real.final, real.texts)})`}.
      </p>
      {simulated.texts > 0 && (
        <p>
          <span className="sample-tag">Simulated</span> {count(simulated.final)} of{' '}
          {counted(simulated.texts, 'text', 'texts')} that only simulated participants wrote or read.
        </p>
      )}
    </>
  )
}

/** Where the report is, or why there is none yet. */
export function TrialResults({ trial, api }: { readonly trial: StudyTrial; readonly api: StudyApi }) {
  return (
    <section aria-labelledby="results">
      <h2 id="results">Results</h2>
      <Told trial={trial} api={api} />
    </section>
  )
}

function Told({ trial: { state }, api }: { readonly trial: StudyTrial; readonly api: StudyApi }) {
  switch (state) {
    case 'not-open':
      return <p>There are no results before the trial is open.</p>
    case 'open':
      return <p>While the trial is open, nobody is told how the arms do.</p>
    case 'coding':
      return <p>How the arms do is told once the conditions of every decision have their final code.</p>
    case 'told':
      return (
        <>
          <Report api={api} waiting="The trial is being analysed by the plan." />
          <p className="small">
            <code>equipoise analyse</code> writes the same report into the folder of the study.
          </p>
        </>
      )
  }
}
