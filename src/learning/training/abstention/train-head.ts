import type { LogisticHead } from '../../model/trained-model.ts'
import type { FeatureUse } from '../feature-use.ts'
import { fitPairs } from '../fit-pairs.ts'
import type { LearningQuestion } from '../learning-question.ts'
import { pairDesign } from '../pair-design.ts'
import { scoresOf } from '../score-question.ts'
import { fitHead, goodFrom, type UncalibratedHead } from './fit-head.ts'
import { rawOdds } from './head-odds.ts'
import { type PlattScale, plattScale } from './platt.ts'

/** A question is declined where its answer is more likely bad than good. */
export const headThreshold = 0.5

export interface HeadParts {
  /** Of the questions' columns. */
  readonly names: readonly string[]
  /** Those that the head may use. */
  readonly chosen: readonly string[]
  readonly use: FeatureUse
  /** Of the ranker that puts the candidates in order for calibration. */
  readonly l2: number
}

/**
 * The abstention head: fitted on all graded candidates of one part of the questions, calibrated on the top answers of the other.
 * Those top answers are chosen by a ranker that saw the first part alone, as the served one has not seen what it is asked. Null
 * where there are too few grades.
 */
export function trainHead(
  {
    fitting,
    calibrating,
  }: { readonly fitting: readonly LearningQuestion[]; readonly calibrating: readonly LearningQuestion[] },
  { names, chosen, use, l2 }: HeadParts,
): LogisticHead | null {
  const head = fitHead(fitting, names, chosen)
  if (head === null) return null
  const ranker = fitPairs(pairDesign(fitting, use), l2)
  const tops = calibrating.flatMap((question) => {
    const top = topRow(scoresOf(question, ranker, use))
    const grade = top === null ? null : question.grades[top]
    return top === null || grade === null || grade === undefined
      ? []
      : [{ odds: oddsOf(head, question, top, names), good: grade >= goodFrom }]
  })
  const calibration: PlattScale = plattScale(
    tops.map(({ odds }) => odds),
    tops.map(({ good }) => good),
  )
  return { ...head, calibration, threshold: headThreshold }
}

/** Row of the highest score; null without candidates. */
export function topRow(scores: Float64Array): number | null {
  let best: number | null = null
  for (const [row, score] of scores.entries()) if (best === null || score > scores[best]!) best = row
  return best
}

function oddsOf(
  head: UncalibratedHead,
  { features }: LearningQuestion,
  row: number,
  names: readonly string[],
): number {
  const byName = new Map(names.map((name, column) => [name, features[row * names.length + column]!]))
  return rawOdds(head, (feature) => byName.get(feature) ?? Number.NaN)
}
