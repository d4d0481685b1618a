import type { Plan } from '../../protocol/plan.ts'
import { isRunning } from '../../store/collecting/run-lock.ts'
import { readArmAnswers } from '../../store/reading/answer-counts.ts'
import { readItemSets } from '../../store/reading/item-sources.ts'
import { readCaptureChecks } from '../../store/reading/read-captures.ts'
import { readArmCalls } from '../../store/reading/read-collection.ts'
import type { StudyTotals } from '../../store/reading/study-totals.ts'
import { readGaps } from '../../store/review/gaps.ts'
import { readTaskMarks } from '../../store/review/mark-counts.ts'
import { readReviewState } from '../../store/review/review-state.ts'
import { readReviewerCounts } from '../../store/review/reviewer-progress.ts'
import type { StudyLooks } from '../contract/looks.ts'
import type { ServedStudy } from './served-study.ts'

const gapsListed = 50

/** What takes longer to count the larger a study is. */
export interface StudyCounts {
  readonly totals: StudyTotals
  readonly sets: Awaited<ReturnType<typeof readItemSets>>
  readonly review: Awaited<ReturnType<typeof readReviewState>>
  readonly answers: Awaited<ReturnType<typeof readArmAnswers>>
  readonly calls: Awaited<ReturnType<typeof readArmCalls>>
  readonly secondChecks: Awaited<ReturnType<typeof readCaptureChecks>>
  readonly withheld: ReadonlyMap<string, number>
  /** None before the review is open. */
  readonly tasks: Awaited<ReturnType<typeof readTaskMarks>>
  readonly gaps: Awaited<ReturnType<typeof readGaps>>
  readonly reviewers: Awaited<ReturnType<typeof readReviewerCounts>>
  /** With the names of who took them. */
  readonly looks: StudyLooks | null
}

/** Counts one thing after the other, so that one page does not take every connection. */
export async function readStudyCounts(
  { store, study, readTotals }: Pick<ServedStudy, 'store' | 'study' | 'readTotals'>,
  plan: Plan,
  readLooks: () => Promise<StudyLooks | null>,
  readWithheld: (totals: StudyTotals) => Promise<ReadonlyMap<string, number>>,
): Promise<StudyCounts> {
  const totals = await readTotals()
  const review = await readReviewState(store, study)
  const open = review.openedAt !== null
  return {
    totals,
    review,
    sets: await readItemSets(store, study),
    answers: await readArmAnswers(store, study, plan.collect.replicates),
    calls: await readArmCalls(store, study, await isRunning(store, study)),
    secondChecks: await readCaptureChecks(store, study),
    withheld: await readWithheld(totals),
    tasks: open ? await readTaskMarks(store, study) : [],
    gaps: open ? await readGaps(store, study, gapsListed) : { questions: 0, listed: [] },
    reviewers: await readReviewerCounts(store, study),
    looks: await readLooks(),
  }
}
