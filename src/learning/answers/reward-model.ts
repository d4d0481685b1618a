import { createHash } from 'node:crypto'
import type { TrainedModel } from '../model/trained-model.ts'
import { answerFeatureSchemaSha256, answerFeatureWidth } from './answer-feature-schema.ts'
import { answerPriorScores } from './answer-prior.ts'
import { type AnswerToRead, computeAnswerFeatures, questionToAnswer } from './compute-answer-features.ts'

/** Scores answers to a question; only differences between answers to the same question mean something. */
export interface RewardModel {
  readonly id: string
  /** One score an answer, in their order. */
  score(question: string, answers: readonly AnswerToRead[]): Float64Array
}

/** What orders answers before anybody judged. */
export const answerPrior: RewardModel = {
  id: 'answer-prior-1',
  score: (question, answers) => answerPriorScores(answerTable(question, answers)),
}

/**
 * A trained reward model: s0 * prior + w . x over the features of an answer.
 *
 * @throws RangeError for a ranker, or a model of other features.
 */
export function rewardModel(model: TrainedModel): RewardModel {
  if (model.kind !== 'reward') throw new RangeError(`${model.id} ranks passages and scores no answers`)
  if (model.featureSchemaSha256 !== answerFeatureSchemaSha256)
    throw new RangeError(
      `${model.id} was trained on features of schema ${model.featureSchemaSha256}, not ${answerFeatureSchemaSha256}`,
    )
  if (model.weights.length !== answerFeatureWidth)
    throw new RangeError(`${model.id} must have ${answerFeatureWidth} weights, not ${model.weights.length}`)
  return {
    id: model.id,
    score(question, answers) {
      const table = answerTable(question, answers)
      return answerPriorScores(table).map((prior, row) => {
        let score = model.priorWeight * prior
        for (let column = 0; column < answerFeatureWidth; column++)
          score += (model.weights[column] ?? 0) * table[row * answerFeatureWidth + column]!
        return score
      })
    },
  }
}

/** Features of several answers to one question, row by row. */
export function answerTable(question: string, answers: readonly AnswerToRead[]): Float64Array {
  const asked = questionToAnswer(question)
  const table = new Float64Array(answers.length * answerFeatureWidth)
  for (const [row, answer] of answers.entries())
    table.set(computeAnswerFeatures(asked, answer), row * answerFeatureWidth)
  return table
}

/** Probability that a reviewer prefers the first of two answers, ties aside: the model of Bradley and Terry. */
export function preferenceProbability(first: number, second: number): number {
  return 1 / (1 + Math.exp(second - first))
}

/**
 * Best of n: the place of the answer with the highest score. Equal scores are decided by a hash of question and answer, so that
 * the order in which answers came decides nothing.
 *
 * @returns Null without answers.
 */
export function bestAnswer(
  model: RewardModel,
  question: string,
  answers: readonly AnswerToRead[],
): number | null {
  const scores = model.score(question, answers)
  const lot = answers.map(({ text }) => createHash('sha256').update(`${question}\n${text}`).digest('hex'))
  let best: number | null = null
  for (let row = 0; row < answers.length; row++) {
    const ahead =
      best === null ||
      scores[row]! > scores[best]! ||
      (scores[row] === scores[best] && (lot[row] ?? '') < (lot[best] ?? ''))
    if (ahead) best = row
  }
  return best
}
