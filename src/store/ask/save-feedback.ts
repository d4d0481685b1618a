import type { Answer } from '../../answers/answer.ts'
import type { Item } from '../../items/item.ts'
import type { Judgment } from '../../judging/judgment.ts'
import { type ProblemError, problem } from '../../problem.ts'
import { withProblems } from '../database-problem.ts'
import { recordImport } from '../imports/record-import.ts'
import { isSavedBefore } from '../imports/saved-before.ts'
import { writeSource } from '../imports/write-import.ts'
import { saveConsentWithin } from '../review/consent.ts'
import type { Store } from '../store.ts'
import { ensureStudyWithin } from '../studies.ts'
import { askImportKind } from './ask-import.ts'
import { askReviewer } from './ask-reviewer.ts'

/** What a person said of one asking, and allowed to be kept. */
export interface AskFeedback {
  /** Id of the asking: it has one feedback, however often that arrives. */
  readonly asking: string
  /** Hash of all that was said: the same asking with other marks is refused. */
  readonly sha256: string
  /** Pseudonym of the person in the study whose session it is. The standing study knows nothing else of them. */
  readonly person: string
  readonly item: Item
  readonly answers: readonly Answer[]
  readonly judgments: readonly Judgment[]
}

/**
 * Writes one feedback into the standing study, which is made with the first one: question, both answers, marks and consent,
 * all of it or nothing. Sent again, it is on record once.
 *
 * @throws ProblemError ASK_FEEDBACK_GIVEN where the asking has another feedback, and those of `writeImport`.
 */
export function saveAskFeedback(
  store: Store,
  standing: { readonly key: string; readonly title: string },
  feedback: AskFeedback,
): Promise<void> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      const study = await ensureStudyWithin(transaction, standing.key, standing.title)
      const fileName = `ask page ${feedback.asking}`
      // The lock first: of two that arrive at once the second sees the first.
      await transaction.selectFrom('study').select('id').where('id', '=', study.id).forNoKeyUpdate().execute()
      if (await isSavedBefore(transaction, study.id, fileName, feedback.sha256, feedbackGiven)) return
      const importId = await recordImport(transaction, study.id, {
        kind: askImportKind,
        fileName,
        fileSha256: feedback.sha256,
        rowsRead: 1,
        rowsSkipped: 0,
        skipped: [],
      })
      await writeSource(
        transaction,
        { studyId: study.id, importId },
        {
          items: one([feedback.item]),
          arms: feedback.answers.map(({ arm }) => arm),
          answers: one(feedback.answers),
          judgments: one(feedback.judgments),
        },
      )
      const reviewer = await askReviewer(transaction, study.id, feedback.person)
      if (reviewer !== null) await saveConsentWithin(transaction, study, reviewer, true)
    }),
  )
}

async function* one<T>(list: readonly T[]): AsyncGenerator<readonly T[]> {
  yield list
}

function feedbackGiven(): ProblemError {
  return problem(
    'ASK_FEEDBACK_GIVEN',
    'Other marks are on record for this question.',
    'Ask again to mark again; what is on record is not changed.',
  )
}
