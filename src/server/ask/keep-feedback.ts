import { problem } from '../../problem.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import { saveAskFeedback } from '../../store/ask/save-feedback.ts'
import type { AskFeedbackForm } from '../contract/ask.ts'
import type { Asking } from './askings.ts'
import { feedbackRecords } from './feedback-records.ts'
import type { OpenAsk, StandingStudy } from './open-ask.ts'

/**
 * Puts what was said of an asking on record.
 *
 * @throws ProblemError ASK_IDENTIFIERS, ASK_NOTHING_SAID, ASK_OTHER_ANSWERS, and those of `saveAskFeedback`.
 */
export async function keepFeedback(
  { store, corpus, sha256, versions: [a, b] }: OpenAsk,
  standing: StandingStudy,
  asking: Asking,
  { useful, better }: AskFeedbackForm,
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
  if (better === null && useful.every(({ value, harm }) => value === null && harm === null)) {
    throw problem('ASK_NOTHING_SAID', 'Nothing was marked.', 'Mark something, then send it.')
  }
  const [first, second] = asking.answers
  const both = [
    { arm: a.arm, answer: first.answer },
    { arm: b.arm, answer: (await second()).answer },
  ] as const
  await saveAskFeedback(store, standing, {
    asking: asking.id,
    sha256: canonicalHash({ asking: asking.id, useful, better }),
    person: asking.person,
    ...feedbackRecords(asking, both, { useful, better }, { corpus, sha256 }, at.toISOString()),
  })
}
