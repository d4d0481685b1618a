import { count, decimal, percent } from '../../../src/report/format.ts'
import type { ModelsPage } from '../../../src/server/contract/models.ts'
import { CountsTable } from '../../house/counts-table.tsx'
import { dayWords } from '../words/drift-words.ts'

type Props = Pick<ModelsPage, 'trials' | 'trial'>

/** What came of questions that a version on trial ranked beside what answers, unseen. */
export function TrialsPart({ trials, trial }: Props) {
  if (trials.length === 0 && trial === null) return null
  return (
    <section aria-labelledby="trials-title">
      <h2 id="trials-title">On trial, beside what answers</h2>
      {trials.length === 0 ? (
        <p>No question came since the trial began.</p>
      ) : (
        <>
          <CountsTable
            caption="Versions on trial by week"
            head={['Week of', 'Candidate', 'Questions', 'Same first', 'Declined', 'Time, ms']}
            words={[1]}
            rows={trials.map((one) => ({
              key: `${one.week} ${one.served} ${one.candidate}`,
              cells: [
                dayWords(one.week),
                <code key="candidate">{one.candidate.split('+')[0]}</code>,
                count(one.questions),
                share(one.sameTop, one.questions),
                both(share(one.servedDeclined, one.questions), share(one.candidateDeclined, one.questions)),
                both(
                  perQuestion(one.servedMilliseconds, one.questions),
                  perQuestion(one.candidateMilliseconds, one.questions),
                ),
              ],
            }))}
          />
          <p className="small">
            Same first: both show the same passage first. Two values: what answers, then the candidate, on the
            same questions. Which of the two is better, they do not say.
          </p>
        </>
      )}
    </section>
  )
}

function both(served: string, candidate: string): string {
  return `${served} / ${candidate}`
}

function share(part: number, whole: number): string {
  return percent(whole === 0 ? null : part / whole)
}

function perQuestion(milliseconds: number, questions: number): string {
  return decimal(questions === 0 ? null : milliseconds / questions, 0)
}
