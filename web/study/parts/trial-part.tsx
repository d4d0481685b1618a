import type { StudyTrial } from '../../../src/server/contract/trial.ts'
import { CountsTable } from '../../house/counts-table.tsx'
import { useAsked } from '../../house/use-asked.ts'
import type { StudyApi } from '../server/client.ts'
import { count, counted, share } from '../words/number-words.ts'
import { TrialCoding, TrialResults } from './trial-results.tsx'

const everyMilliseconds = 15_000

/** How far an assisted-use trial is: people and decisions of all arms together, and when it stops. */
export function TrialPart({ api }: { readonly api: StudyApi }) {
  const { value, trouble } = useAsked(api.trial, everyMilliseconds)
  return (
    <>
      <section aria-labelledby="trial">
        <h2 id="trial">Participants</h2>
        {typeof trouble === 'object' && trouble !== null && <p className="notice">{trouble.words}</p>}
        {value !== null && <Counts trial={value} />}
      </section>
      {value !== null && <TrialCoding trial={value} />}
      {value !== null && <TrialResults trial={value} api={api} />}
    </>
  )
}

function Standing({ trial: { state, recruiting, link } }: { readonly trial: StudyTrial }) {
  if (state === 'not-open')
    return (
      <p>
        The trial is not open yet. <code>equipoise trial open</code> opens it; participants will come in by{' '}
        <a href={link}>{link}</a>.
      </p>
    )
  if (state !== 'open')
    return (
      <p>
        <strong>The trial is closed.</strong> Nobody is randomised and nobody decides any more.
      </p>
    )
  return (
    <p>
      {recruiting
        ? 'Recruiting is open. Participants come in by '
        : 'Recruiting has ended, and who has begun may go on. Participants came in by '}
      <a href={link}>{link}</a>.
    </p>
  )
}

function Counts({ trial }: { readonly trial: StudyTrial }) {
  const { decided, planned, randomised, maxParticipants, simulated } = trial
  return (
    <>
      <Standing trial={trial} />
      <CountsTable
        caption="Participants and decisions"
        head={['People and decisions', 'Number']}
        rows={[
          { key: 'enrolled', cells: ['Gave their consent', count(trial.enrolled)] },
          { key: 'randomised', cells: ['Randomised', count(randomised)] },
          { key: 'withdrawn', cells: ['Of these, withdrawn', count(trial.withdrawn)] },
          { key: 'decided', cells: ['Decisions given', count(decided)] },
        ]}
      />
      <p>
        <progress
          aria-label="Decisions that the plan stops at"
          value={Math.min(decided, planned)}
          max={planned}
        />{' '}
        {count(decided)} of {counted(planned, 'planned decision')} ({share(decided, planned)}).
        {maxParticipants !== null &&
          ` At most ${counted(maxParticipants, 'participant is', 'participants are')} randomised.`}
      </p>
      {simulated > 0 && (
        <p>
          <span className="sample-tag">Simulated</span> {counted(simulated, 'participant')} besides, in none
          of these counts.
        </p>
      )}
      <p className="small">
        {trial.state === 'open' || trial.state === 'not-open'
          ? 'All arms together: counts by arm would tell whoever watches them what the next participant gets.'
          : 'All arms together.'}
      </p>
    </>
  )
}
