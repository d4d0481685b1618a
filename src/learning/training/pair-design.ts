import { type FeatureUse, penaltyScales, scaledFeatures } from './feature-use.ts'
import type { LearningQuestion } from './learning-question.ts'

/** Judged pairs as rows of a logistic regression: what the better one has more than the worse one. */
export interface PairDesign {
  readonly pairs: number
  readonly use: FeatureUse
  /** Row by row: difference of the prior, then of each weighed feature over its scale. */
  readonly rows: Float64Array
  /** Of each weighed feature. */
  readonly scales: Float64Array
  /** Of each pair: gap over the root of the number of pairs in its question. */
  readonly weights: Float64Array
}

/**
 * Lines up the pairs of questions. A question with many pairs has many of the same candidates in them, so that a pair of it counts
 * less; a wide gap counts more than a narrow one. Ties make no pairs.
 *
 * @throws RangeError where a question does not fit the features, or a pair its question.
 */
export function pairDesign(questions: readonly LearningQuestion[], use: FeatureUse): PairDesign {
  const { width, columns } = use
  const pairs = questions.reduce((sum, question) => sum + question.pairs.length, 0)
  const rowWidth = columns.length + 1
  const rows = new Float64Array(pairs * rowWidth)
  const weights = new Float64Array(pairs)
  const scales = penaltyScales(questions, use)
  let at = 0
  for (const question of questions) {
    checkQuestion(question, width)
    if (question.pairs.length === 0) continue
    const scaled = scaledFeatures(question, use)
    for (const { better, worse, gap } of question.pairs) {
      const from = at * rowWidth
      rows[from] = question.prior[better]! - question.prior[worse]!
      for (let place = 0; place < columns.length; place++) {
        const column = columns[place]!
        rows[from + 1 + place] =
          (scaled[better * width + column]! - scaled[worse * width + column]!) / scales[place]!
      }
      weights[at] = gap / Math.sqrt(question.pairs.length)
      at += 1
    }
  }
  return { pairs, use, rows, scales, weights }
}

function checkQuestion({ id, candidates, features, prior, pairs }: LearningQuestion, width: number): void {
  if (features.length !== candidates * width || prior.length !== candidates)
    throw new RangeError(
      `question ${id} must have ${candidates} rows of ${width} features and as many prior scores, not ${features.length} and ${prior.length} numbers`,
    )
  for (const { better, worse, gap } of pairs) {
    const legal = (row: number) => Number.isInteger(row) && row >= 0 && row < candidates
    if (!legal(better) || !legal(worse) || better === worse || !(gap > 0 && Number.isFinite(gap)))
      throw new RangeError(
        `a pair of question ${id} must name two of ${candidates} candidates and a gap above 0, not ${better}, ${worse} and ${gap}`,
      )
  }
}
