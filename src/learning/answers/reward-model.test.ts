import { describe, expect, it } from 'vitest'
import type { TrainedModel } from '../model/trained-model.ts'
import { answerFeatureNames, answerFeatureSchemaSha256 } from './answer-feature-schema.ts'
import { answerPrior, bestAnswer, preferenceProbability, rewardModel } from './reward-model.ts'

const question = 'How is gout treated?'
const answers = [
  { text: 'Asthma is a disease of the airways.', sources: [] },
  { text: 'Gout is treated with colchicine or an NSAID, and rest of the joint.', sources: [] },
  { text: 'Gout may perhaps be treated.', sources: [] },
]

function model(weights: Readonly<Record<string, number>>, changes: Partial<TrainedModel> = {}): TrainedModel {
  return {
    schemaVersion: 1,
    id: 'reward-0123456789ab',
    kind: 'reward',
    featureSchemaSha256: answerFeatureSchemaSha256,
    features: answerFeatureNames,
    priorWeight: 0,
    weights: answerFeatureNames.map((name) => weights[name] ?? 0),
    abstention: null,
    training: {
      dataSha256: 'a'.repeat(64),
      seed: 1,
      l2: 1,
      l2Rule: 'given',
      questions: 1,
      pairs: 1,
      reviewers: 1,
      reviewerSha256s: [],
      findings: [],
      questionSha256s: [],
      licences: ['unknown'],
      loss: 0.5,
      steps: 1,
    },
    softwareVersion: '0.1.0',
    ...changes,
  }
}

describe('reward model', () => {
  it('weighs features as they are', () => {
    // The third answer has two hedges in five words, the others none.
    const scores = rewardModel(model({ hedge_rate: -0.5 })).score(question, answers)
    expect([...scores]).toEqual([0, 0, -20])
  })

  it('chooses the best of n, and the prior does without a label', () => {
    expect(bestAnswer(answerPrior, question, answers)).not.toBe(0)
    expect(bestAnswer(rewardModel(model({ words_log: 1 })), question, answers)).toBe(1)
    expect(bestAnswer(answerPrior, question, [])).toBeNull()
  })

  it('decides equal scores by what is said and not by its place', () => {
    const level = rewardModel(model({}))
    const chosen = (order: readonly (typeof answers)[number][]) =>
      order[bestAnswer(level, question, order) ?? 0]
    expect(chosen([...answers].reverse())).toBe(chosen(answers))
  })

  it('gives the probability of the logistic', () => {
    // By hand: 1 / (1 + e^-1).
    expect(preferenceProbability(2, 1)).toBeCloseTo(0.7310585786300049, 15)
    expect(preferenceProbability(3, 3)).toBe(0.5)
  })

  it('refuses a ranker and features of another schema', () => {
    expect(() => rewardModel(model({}, { kind: 'ranker' }))).toThrow(/ranks passages/)
    expect(() => rewardModel(model({}, { featureSchemaSha256: 'b'.repeat(64) }))).toThrow(/schema/)
    expect(() => rewardModel(model({}, { weights: [1] }))).toThrow(/weights/)
  })
})
