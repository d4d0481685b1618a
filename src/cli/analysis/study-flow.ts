import type { SecondChecks, StudyFlow } from '../../analysis/results/flow-schema.ts'
import { armFlow } from '../../server/study/arm-flow.ts'
import { markFlow } from '../../server/study/mark-flow.ts'
import { readArmAnswers } from '../../store/reading/answer-counts.ts'
import { readItemSets } from '../../store/reading/item-sources.ts'
import { readCaptureChecks } from '../../store/reading/read-captures.ts'
import { readIdentityDecisions } from '../../store/review/identity-decisions.ts'
import { readTaskMarks } from '../../store/review/mark-counts.ts'
import { readReviewState } from '../../store/review/review-state.ts'
import { readBlindness } from '../../store/review/unblind.ts'
import { withheldSlots } from '../collecting/collection-record.ts'
import type { OpenStudy } from '../open-study.ts'
import { protocolOfReview } from '../review/protocol-of-review.ts'

/** What the results say of how a study came to its marks, beside the marks themselves. */
export interface StudyCourse {
  /** Null where answers and marks came from elsewhere: then nobody knows what was asked. */
  readonly flow: StudyFlow | null
  /** Null where nothing was captured. */
  readonly secondChecks: SecondChecks | null
}

/** @param called Whether models were called for answers. */
export async function studyCourse(study: OpenStudy, called: boolean): Promise<StudyCourse> {
  const { store, record } = study
  const checks = await readCaptureChecks(store, record)
  const review = await readReviewState(store, record)
  const gathered = called || checks.length > 0 || review.openedAt !== null
  return {
    flow: gathered ? await flowOf(study, review) : null,
    secondChecks: checks.length === 0 ? null : checks.map((one) => ({ ...one })),
  }
}

async function flowOf(
  study: OpenStudy,
  review: Awaited<ReturnType<typeof readReviewState>>,
): Promise<StudyFlow> {
  const { store, record, protocol } = study
  const { plan } = protocol
  const sets = await readItemSets(store, record)
  const arms = armFlow({
    plan,
    sets,
    answers: await readArmAnswers(store, record, plan.collect.replicates),
    calls: [],
    withheld: await withheldSlots(study),
  })
  const decisions = [...(await readIdentityDecisions(store, record)).values()]
  const open = review.openedAt !== null
  const marks = open
    ? markFlow(
        await protocolOfReview(study),
        await readTaskMarks(store, record),
        await readBlindness(store, record),
      )
    : null
  return {
    questions: sets.reduce((sum, { n }) => sum + n, 0),
    sources: sets.map(({ origin, n }) => ({ label: origin === 'own' ? 'own questions' : origin, n })),
    arms: arms.map(({ id, asked, answered, refused, failed, withheld, waiting }) => ({
      arm: id,
      asked,
      answered,
      refused,
      failed,
      withheld,
      waiting,
    })),
    excluded: decisions.filter((decision) => decision === 'exclude').length,
    reviews: open
      ? {
          planned: review.units,
          done: review.done,
          inHand: review.taken,
          notDealt: review.units - review.done - review.taken,
          givenBack: review.returned,
          closed: review.unblinded,
        }
      : null,
    marks:
      marks === null
        ? null
        : { due: marks.due, given: marks.given, missing: marks.missing, toCome: marks.toCome },
  }
}
