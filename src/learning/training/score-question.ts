import type { TrainedModel } from '../model/trained-model.ts'
import { type FeatureUse, scaledFeatures, scalingOf } from './feature-use.ts'
import type { PairFit } from './fit-pairs.ts'
import type { LearningQuestion } from './learning-question.ts'

/** Scores of the candidates of one question by fitted weights, the best the highest. */
export function scoresOf(
  question: LearningQuestion,
  { priorWeight, weights }: Pick<PairFit, 'priorWeight' | 'weights'>,
  use: FeatureUse,
): Float64Array {
  const scaled = scaledFeatures(question, use)
  const scores = question.prior.map((score) => priorWeight * score)
  for (let row = 0; row < question.candidates; row++) {
    let sum = 0
    for (let column = 0; column < weights.length; column++)
      sum += weights[column]! * scaled[row * weights.length + column]!
    scores[row]! += sum
  }
  return scores
}

/** Scores of the candidates of one question by a model. */
export function modelScores(
  question: LearningQuestion,
  { kind, priorWeight, weights }: Pick<TrainedModel, 'kind' | 'priorWeight' | 'weights'>,
): Float64Array {
  const columns = weights.flatMap((weight, column) => (weight === 0 ? [] : [column]))
  const use = { width: weights.length, columns, scaling: scalingOf(kind) }
  return scoresOf(question, { priorWeight, weights: Float64Array.from(weights) }, use)
}

/** Mean loss of the pairs of questions by fitted weights, each pair by its weight; null without pairs. */
export function meanPairLoss(
  questions: readonly LearningQuestion[],
  fit: Pick<PairFit, 'priorWeight' | 'weights'>,
  use: FeatureUse,
): number | null {
  let loss = 0
  let total = 0
  for (const question of questions) {
    if (question.pairs.length === 0) continue
    const scores = scoresOf(question, fit, use)
    for (const { better, worse, gap } of question.pairs) {
      const weight = gap / Math.sqrt(question.pairs.length)
      const odds = scores[better]! - scores[worse]!
      loss += weight * (Math.max(-odds, 0) + Math.log(1 + Math.exp(-Math.abs(odds))))
      total += weight
    }
  }
  return total === 0 ? null : loss / total
}
