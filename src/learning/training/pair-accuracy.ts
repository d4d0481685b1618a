import { type PairedDifference, pairedDifference } from '../../statistics/crossed/paired-difference.ts'
import { mean } from '../../statistics/moments.ts'
import type { TrainedModel } from '../model/trained-model.ts'
import type { LearningQuestion } from './learning-question.ts'
import { modelScores } from './score-question.ts'

export interface PairAccuracy {
  /** Mean over the questions of the share of their pairs that come in the right order, equal scores one half. */
  readonly trained: number | null
  readonly prior: number | null
  /** Trained less prior, paired by question, with its 95 % t interval. */
  readonly difference: PairedDifference
}

/** How often models tell the better of two candidates on questions that they have not seen, beside the prior. */
export function pairAccuracy(
  questions: readonly LearningQuestion[],
  models: ReadonlyMap<string, TrainedModel>,
): PairAccuracy {
  const judged = questions.filter(({ id, pairs }) => pairs.length > 0 && models.has(id))
  const trained = judged.map((question) => {
    return shareRight(question, modelScores(question, models.get(question.id)!))
  })
  const prior = judged.map((question) => shareRight(question, question.prior))
  return {
    trained: mean(trained),
    prior: mean(prior),
    difference: pairedDifference({
      question: judged.map((_, index) => index),
      reviewer: null,
      a: trained,
      b: prior,
    }),
  }
}

/** Share of the pairs of a question whose better one scores higher, equal scores one half. */
export function shareRight({ pairs }: LearningQuestion, scores: Float64Array): number {
  let right = 0
  for (const { better, worse } of pairs) {
    const [one, other] = [scores[better]!, scores[worse]!]
    right += one > other ? 1 : one === other ? 0.5 : 0
  }
  return right / pairs.length
}
