import { problem } from '../../problem.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import { saveAskFeedback } from '../../store/ask/save-feedback.ts'
import type { AskFeedbackForm } from '../contract/ask.ts'
import { type Asking, shownAnswers } from './askings.ts'
import { feedbackRecords } from './feedback-records.ts'
import type { OpenAsk, StandingStudy } from './open-ask.ts'

/**
 * Puts what was said of an asking on record.
 *
 * @throws ProblemError ASK_IDENTIFIERS, ASK_NOTHING_SAID, ASK_OTHER_ANSWERS, and those of `saveAskFeedback`.
 */
export async function keepFeedback(
  { store, corpus, onJudged }: OpenAsk,
  standing: StandingStudy,
  asking: Asking,
  { useful, better, opened }: AskFeedbackForm,
  at: Date,
): Promise<void> {
  if (asking.identifiers.length > 0) {
    throw problem(
      'ASK_IDENTIFIERS',
      'The question holds what may tell who somebody is; it is not stored, and neither are marks of it.',
      'Ask it without that to mark it.',
      { value: asking.identifiers.join(', ') },
    )
  }
  if (useful.length !== (asking.shownTwo ? 2 : 1) || (better !== null && !asking.shownTwo)) {
    throw problem(
      'ASK_OTHER_ANSWERS',
      'The marks are not for the answers that were shown.',
      'Load the page again.',
    )
  }
  if (opened.length > useful.length) {
    throw problem(
      'ASK_OTHER_ANSWERS',
      'The opened sources are not of the answers that were shown.',
      'Load the page again.',
    )
  }
  if (better === null && useful.every(({ value, harm }) => value === null && harm === null)) {
    throw problem('ASK_NOTHING_SAID', 'Nothing was marked.', 'Mark something, then send it.')
  }
  const { versions, sha256 } = asking.by
  const [first, second] = asking.answers
  const both = [
    { arm: versions[0].arm, answer: (await first()).answer },
    { arm: versions[1].arm, answer: (await second()).answer },
  ] as const
  await saveAskFeedback(store, standing, {
    asking: asking.id,
    sha256: canonicalHash({ asking: asking.id, useful, better, opened }),
    person: asking.person,
    ...feedbackRecords(asking, both, { useful, better, opened }, { corpus, sha256 }, at.toISOString()),
  })
  onJudged(
    (await shownAnswers(asking)).flatMap(({ answer }) => answer.citations.map(({ passage }) => passage)),
  )
}
