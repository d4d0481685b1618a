import type { TrainedModel } from '../model/trained-model.ts'
import type { PairFit } from './fit-pairs.ts'
import type { LearningQuestion } from './learning-question.ts'
import { type FeatureScaling, scaledFeatures, scalingOf } from './pair-design.ts'

/** Scores of the candidates of one question by fitted weights, the best the highest. */
export function scoresOf(
  question: LearningQuestion,
  { priorWeight, weights }: Pick<PairFit, 'priorWeight' | 'weights'>,
  scaling: FeatureScaling = 'within-question',
): Float64Array {
  const scaled = scaledFeatures(question, weights.length, scaling)
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
  return scoresOf(question, { priorWeight, weights: Float64Array.from(weights) }, scalingOf(kind))
}

/** Mean loss of the pairs of questions by fitted weights, each pair by its weight; null without pairs. */
export function meanPairLoss(
  questions: readonly LearningQuestion[],
  fit: Pick<PairFit, 'priorWeight' | 'weights'>,
  scaling: FeatureScaling = 'within-question',
): number | null {
  let loss = 0
  let total = 0
  for (const question of questions) {
    if (question.pairs.length === 0) continue
    const scores = scoresOf(question, fit, scaling)
    for (const { better, worse, gap } of question.pairs) {
      const weight = gap / Math.sqrt(question.pairs.length)
      const odds = scores[better]! - scores[worse]!
      loss += weight * (Math.max(-odds, 0) + Math.log(1 + Math.exp(-Math.abs(odds))))
      total += weight
    }
  }
  return total === 0 ? null : loss / total
}
