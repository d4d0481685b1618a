import { fourGrades } from '../../search/evaluation/judgments.ts'
import { questionMetrics } from '../../search/evaluation/question-metrics.ts'
import { ranked } from '../../search/rank/tie-order.ts'
import type { LearningQuestion } from './learning-question.ts'

/** nDCG of scores at a depth, by the four grades; null where no candidate has a gain. Equal scores stand by hash. */
export function gradedNdcg(
  { id, candidates, grades }: LearningQuestion,
  scores: Float64Array,
  depth: number,
): number | null {
  const ids = Array.from({ length: candidates }, (_, row) => String(row))
  const judged = new Map(
    grades.flatMap((grade, row) => (grade === null ? [] : [[String(row), grade] as const])),
  )
  const ranking = ranked(id, ids, scores).map((row) => ids[row]!)
  return questionMetrics(ranking, judged, { scale: fourGrades, depth }).raw.ndcg
}
