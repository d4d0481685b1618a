import type { JudgedStudy, RecordedJudgment } from './judged-study.ts'

/**
 * Says of a mark whether it may be used for training. What a reviewer said last counts, for every mark before it too; of a
 * reviewer who was asked nowhere, what stands with the mark. A mark of nobody (two answers that read the same) has its
 * question from those who marked beside it: once all of them took consent back, it is not used either.
 */
export function consentOf({
  judgments,
  consents,
}: Pick<JudgedStudy, 'judgments' | 'consents'>): (judgment: RecordedJudgment) => boolean | null {
  const said = (judgment: RecordedJudgment, reviewer: string) => consents.get(reviewer) ?? judgment.consent
  const beside = new Map<string, boolean>()
  for (const judgment of judgments) {
    const { item, reviewer } = judgment
    if (reviewer === null) continue
    beside.set(item, (beside.get(item) ?? false) || said(judgment, reviewer) === true)
  }
  return (judgment) => {
    if (judgment.reviewer !== null) return said(judgment, judgment.reviewer)
    return judgment.consent === true && beside.get(judgment.item) === false ? false : judgment.consent
  }
}
