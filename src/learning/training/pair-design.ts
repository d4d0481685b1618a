import { standardisedWithin } from '../../search/rank/features/feature-table.ts'
import { variance } from '../../statistics/moments.ts'
import type { TrainedModel } from '../model/trained-model.ts'
import type { LearningQuestion } from './learning-question.ts'

/**
 * On what scale features are weighed and penalised. `within-question`: distances from the mean of the question's candidates in
 * standard deviations, as a ranker of lists has them. `over-all`: values as they are, penalised by their standard deviation over all
 * candidates; between two answers, which is all a question may have, distances within the question would all be one.
 */
export type FeatureScaling = 'within-question' | 'over-all'

/** Of the features of a kind of model. */
export function scalingOf(kind: TrainedModel['kind']): FeatureScaling {
  return kind === 'ranker' ? 'within-question' : 'over-all'
}

/** Judged pairs as rows of a logistic regression: what the better one has more than the worse one. */
export interface PairDesign {
  readonly pairs: number
  /** 1 + features. */
  readonly width: number
  /** Row by row: difference of the prior, then of each feature. */
  readonly rows: Float64Array
  /** What each feature was divided by; all 1 within questions. */
  readonly scales: Float64Array
  /** Of each pair: gap over the root of the number of pairs in its question. */
  readonly weights: Float64Array
}

/**
 * Lines up the pairs of questions. A question with many pairs has many of the same candidates in them, so that a pair of it counts
 * less; a wide gap counts more than a narrow one. Ties make no pairs.
 *
 * @param width Features of a candidate, the same in every question.
 */
export function pairDesign(
  questions: readonly LearningQuestion[],
  width: number,
  scaling: FeatureScaling = 'within-question',
): PairDesign {
  const pairs = questions.reduce((sum, question) => sum + question.pairs.length, 0)
  const rows = new Float64Array(pairs * (width + 1))
  const weights = new Float64Array(pairs)
  const scales =
    scaling === 'within-question' ? new Float64Array(width).fill(1) : overallScales(questions, width)
  let at = 0
  for (const question of questions) {
    checkQuestion(question, width)
    if (question.pairs.length === 0) continue
    const scaled = scaledFeatures(question, width, scaling)
    for (const { better, worse, gap } of question.pairs) {
      const from = at * (width + 1)
      rows[from] = question.prior[better]! - question.prior[worse]!
      for (let column = 0; column < width; column++)
        rows[from + 1 + column] =
          (scaled[better * width + column]! - scaled[worse * width + column]!) / scales[column]!
      weights[at] = gap / Math.sqrt(question.pairs.length)
      at += 1
    }
  }
  return { pairs, width: width + 1, rows, scales, weights }
}

/** Features of the candidates of one question, row by row, on the scale that a model weighs them on. */
export function scaledFeatures(
  { features, candidates }: LearningQuestion,
  width: number,
  scaling: FeatureScaling,
): Float64Array {
  if (scaling === 'over-all') return features
  const scaled = new Float64Array(features.length)
  for (let column = 0; column < width; column++) {
    const values = standardisedWithin(features, candidates, width, column)
    for (let row = 0; row < candidates; row++) scaled[row * width + column] = values[row]!
  }
  return scaled
}

/** Standard deviation of each feature over all candidates; 1 for one without spread, which then adds nothing. */
function overallScales(questions: readonly LearningQuestion[], width: number): Float64Array {
  const scales = new Float64Array(width)
  for (let column = 0; column < width; column++) {
    const values = questions.flatMap(({ features, candidates }) =>
      Array.from({ length: candidates }, (_, row) => features[row * width + column]!),
    )
    scales[column] = Math.sqrt(variance(values, 0) ?? 0) || 1
  }
  return scales
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
