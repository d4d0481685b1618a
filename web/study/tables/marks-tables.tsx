import type { Study } from '../../../src/server/contract/study.ts'
import { CountsTable } from '../../house/counts-table.tsx'
import { since } from '../../house/time-words.ts'
import { count, counted, duration, share } from '../words/number-words.ts'

/** How many marks there are, by letter while the study is blind. */
export function MarksPart({ study }: { readonly study: Study }) {
  const { marks, importedMarks, state } = study
  if (study.reviews === null) {
    return importedMarks > 0 ? (
      <p>{counted(importedMarks, 'mark')} were made elsewhere and imported.</p>
    ) : (
      <p>There are no marks before the review is open.</p>
    )
  }
  const blind = state.review === 'blind'
  return (
    <>
      <p>
        {count(marks.given)} of {counted(marks.due, 'mark')} given ({share(marks.given, marks.due)}),{' '}
        {count(marks.missing)} missing.
        {importedMarks > 0 ? ` ${counted(importedMarks, 'mark')} more were imported.` : ''}
      </p>
      {marks.bySystem === null ? (
        <p className="small">
          Not counted by system: the plan owes the systems different numbers of marks, and the numbers would
          tell which letter is which.
        </p>
      ) : (
        <>
          <CountsTable
            caption="Marks by system"
            head={['System', 'Due', 'Given', 'Missing', 'Share given']}
            rows={marks.bySystem.map(({ system, due, given, missing }) => ({
              key: system,
              cells: [
                blind ? `System ${system}` : system,
                count(due),
                count(given),
                count(missing),
                share(given, due),
              ],
            }))}
          />
          {blind && <p className="small">Letters were drawn when the review was opened.</p>}
        </>
      )}
      <p className="small">
        {blind
          ? 'What the marks say, and how far reviewers agree, is shown once the study is unblinded.'
          : 'What the marks say, and how far reviewers agree, is in the report.'}
      </p>
    </>
  )
}

/** Speed and completeness by reviewer; names for owners, pseudonyms for analysts. */
export function ReviewersTable({ study, now }: { readonly study: Study; readonly now: Date }) {
  const { reviewers, reviews, state } = study
  if (reviewers.length === 0) return <p>Nobody was invited to mark yet.</p>
  return (
    <>
      {reviews?.secondsPerUnit != null && (
        <p>A review takes {duration(reviews.secondsPerUnit)} of active time on average.</p>
      )}
      <CountsTable
        caption="Reviewers"
        head={['Reviewer', 'Done', begunHead(state), 'Given back', 'Time each', 'Last seen']}
        rows={reviewers.map(({ person, name, done, inHand, givenBack, secondsPerUnit, lastSeen }) => ({
          key: person,
          cells: [
            <>
              {name === null ? '' : `${name} `}
              <span className="pseudonym">{person.slice(0, 8)}</span>
            </>,
            count(done),
            count(inHand),
            count(givenBack),
            secondsPerUnit === null ? '–' : duration(secondsPerUnit),
            lastSeen === null ? 'never' : since(lastSeen, now),
          ],
        }))}
      />
    </>
  )
}

function begunHead({ review }: Study['state']): string {
  return review === 'unblinded' ? 'Not finished' : 'In hand'
}

/** Questions that lack marks. */
export function GapsPart({ gaps, reviews, state }: Pick<Study, 'gaps' | 'reviews' | 'state'>) {
  if (reviews === null) return null
  if (gaps.questions === 0) return <p>Every question has all the reviews that were planned.</p>
  const more = gaps.questions - gaps.listed.length
  return (
    <details>
      <summary>{counted(gaps.questions, 'question')} without enough marks</summary>
      <CountsTable
        caption="Questions without enough marks"
        head={['Question', 'Planned', 'Done', begunHead(state)]}
        rows={gaps.listed.map(({ question, planned, done, inHand }) => ({
          key: question,
          cells: [question, count(planned), count(done), count(inHand)],
        }))}
      />
      {more > 0 && <p className="small">and {count(more)} more.</p>}
    </details>
  )
}
