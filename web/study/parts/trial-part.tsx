import type { StudyTrial } from '../../../src/server/contract/trial.ts'
import { CountsTable } from '../../house/counts-table.tsx'
import { useAsked } from '../../house/use-asked.ts'
import type { StudyApi } from '../server/client.ts'
import { count, counted, share } from '../words/number-words.ts'

const everyMilliseconds = 15_000

/** How far an assisted-use trial is: people and decisions of all arms together, and when it stops. */
export function TrialPart({ api }: { readonly api: StudyApi }) {
  const { value, trouble } = useAsked(api.trial, everyMilliseconds)
  return (
    <section aria-labelledby="trial">
      <h2 id="trial">Participants</h2>
      {typeof trouble === 'object' && trouble !== null && <p className="notice">{trouble.words}</p>}
      {value !== null && <Counts trial={value} />}
    </section>
  )
}

function Counts({ trial }: { readonly trial: StudyTrial }) {
  const { decided, planned, randomised, maxParticipants, recruiting, simulated } = trial
  return (
    <>
      <p>
        {recruiting ? 'Recruiting is open. Participants come in by ' : 'Recruiting has ended. It was at '}
        <a href={trial.link}>{trial.link}</a>.
      </p>
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
        All arms together: counts by arm would tell whoever watches them what the next participant gets.
      </p>
    </>
  )
}
