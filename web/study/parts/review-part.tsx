import type { Study } from '../../../src/server/contract/study.ts'
import type { StudyApi } from '../server/client.ts'
import { useAction } from '../state/use-action.ts'
import { counted } from '../words/number-words.ts'
import { Outcome } from './outcome.tsx'

interface Props {
  readonly study: Study
  readonly api: StudyApi
  readonly refresh: () => void
}

/** Opens the review: draws who is shown what, once and for all. */
export function ReviewPart({ study, api, refresh }: Props) {
  const { state, run } = useAction(refresh)
  // Marks that were made elsewhere need no review, and opening one would only hide their results.
  if (study.state.review !== 'not-open' || study.importedMarks > 0) return <Outcome state={state} />
  const waiting = study.arms.reduce((sum, arm) => sum + arm.waiting, 0)
  return (
    <section aria-labelledby="review">
      <h2 id="review">Open the review</h2>
      <p>
        Opening draws which reviewer gets which question, in which order and on which side, and it freezes
        what reviewers are shown. It is done once; answers that come later are not shown.
      </p>
      <ul>
        {study.state.lock?.current !== true && (
          <li>
            <strong>The plan is not locked.</strong> Lock it first, or the results are exploratory.
          </li>
        )}
        {waiting > 0 && (
          <li>
            <strong>{counted(waiting, 'answer is', 'answers are')} still waited for.</strong> Their questions
            are left out for these systems.
          </li>
        )}
        {study.names.undecided > 0 && (
          <li>
            <strong>Names in {counted(study.names.undecided, 'answer')} wait for a decision.</strong> The
            review cannot be opened before.
          </li>
        )}
      </ul>
      <p>
        <button
          type="button"
          className="primary"
          disabled={state.kind === 'busy'}
          onClick={() =>
            void run(
              () => api.open(),
              ({ reviews, answers, remarks }) =>
                [
                  `The review is open: ${counted(reviews, 'review')} to be dealt, ${counted(answers, 'answer')} to be shown.`,
                  ...remarks,
                ].join(' '),
            )
          }
        >
          Open the review
        </button>
      </p>
      <Outcome state={state} />
    </section>
  )
}
