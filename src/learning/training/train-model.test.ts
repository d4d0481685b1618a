import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { splitOf } from '../preferences/split.ts'
import { headArea, judgedTops } from './abstention/head-area.ts'
import { chooseL2 } from './choose-l2.ts'
import { drawPairs } from './draw-pairs.ts'
import { foldModels } from './fold-models.ts'
import { l2ByPairs } from './l2-rule.ts'
import { learningCurve } from './learning-curve.ts'
import type { LearningQuestion } from './learning-question.ts'
import { pairAccuracy } from './pair-accuracy.ts'
import { eachFold, questionFolds } from './question-folds.ts'
import { gradedNdcg } from './question-quality.ts'
import { learningQuestion } from './testing/learning-question.ts'
import { featureUse, type TrainingPlan, trainModel } from './train-model.ts'

const plan: TrainingPlan = {
  kind: 'ranker',
  features: ['signal', 'noise'],
  featureSchemaSha256: 'a'.repeat(64),
  weighed: ['signal', 'noise'],
  headFeatures: ['signal', 'noise'],
  l2: { given: 0.3 },
  seed: 1,
  calibrationShare: 20,
  licences: [],
  softwareVersion: '0.0.0',
}

/** Grades follow the first feature; the prior and the second feature are noise, and some questions have no good answer at all. */
function simulated(count: number, seed = 7): readonly LearningQuestion[] {
  const generator = createGenerator(seed, 'simulated questions')
  return Array.from({ length: count }, (_, number) => {
    const best = generator.uniform()
    const signal = Array.from({ length: 6 }, () => best * generator.uniform())
    return learningQuestion(`simulated ${number}`, {
      features: signal.map((value) => [value, generator.uniform()]),
      prior: signal.map(() => generator.uniform()),
      grades: signal.map((value) => 1 + Math.min(3, Math.floor(value * 6))),
    })
  })
}

describe('trainModel', () => {
  const questions = simulated(200)
  const model = trainModel(questions, plan)

  it('finds what grades follow, drives the weight of a worthless prior down, and names what it was trained on', () => {
    expect(model.weights[0]).toBeGreaterThan(10 * Math.abs(model.weights[1]!))
    expect(Math.abs(model.priorWeight)).toBeLessThan(0.3)
    expect(model.training.questionSha256s).toEqual(questions.map((one) => one.questionSha256).sort())
    expect(model.training).toMatchObject({ l2: 0.3, l2Rule: 'given', reviewers: 0 })
  })

  it('calibrates the head on questions that it was not fitted on, so that its probabilities hold on new ones', () => {
    const calibrating = questions.filter(
      ({ questionSha256 }) => splitOf(questionSha256, { calibration: 20, gate: 0 }) === 'calibration',
    )
    expect(model.abstention?.calibration.questions).toBe(calibrating.length)
    const fresh = simulated(2000, 8)
    const tops = judgedTops(fresh, new Map(fresh.map(({ id }) => [id, model])))
    const stated = tops.reduce((sum, { probability }) => sum + probability, 0) / tops.length
    const good = tops.filter((top) => top.good).length / tops.length
    // 40 calibration questions leave a standard error of about 0.07.
    expect(Math.abs(stated - good)).toBeLessThan(0.2)
    expect(headArea(tops).auc).toBeGreaterThan(0.9)
  })

  it('has no head without grades, and names reviewers by hashes, those who gave grades alone among them', () => {
    const votes = questions.map((question, number) => ({
      ...question,
      grades: question.grades.map(() => null),
      pairs: question.pairs.map((pair) => ({ ...pair, reviewer: `r${number % 3}` })),
    }))
    const trained = trainModel(votes, plan)
    expect(trained.abstention).toBeNull()
    expect(trained.training.reviewers).toBe(3)
    // printf 'reviewer\\0r0' | sha256sum, and so on.
    const hashes = ['0af2fa57', '4402cf96', '9911e36f', 'fadfc5b3']
    const { reviewerSha256s } = trainModel(
      [{ ...votes[0]!, gradedBy: ['g'] }, ...votes.slice(1)],
      plan,
    ).training
    expect(reviewerSha256s.map((hash) => hash.slice(0, 8))).toEqual(hashes)
    expectClose(trained.weights[0]!, model.weights[0]!, 1e-12)
  })

  it('refuses to weigh features that the plan does not have', () => {
    expect(() => featureUse({ ...plan, weighed: ['signal', 'other'] })).toThrow('features of the plan')
  })
})

describe('folds of questions', () => {
  it('keep questions of one hash together and change nothing with the order', () => {
    const questions = simulated(20)
    const twice = [...questions, ...questions.map((one) => ({ ...one, id: `${one.id} again` }))]
    const fold = questionFolds(twice, 5, 1, 'test')
    expect([...fold.slice(0, 20)]).toEqual([...fold.slice(20)])
    const turned = questionFolds([...twice].reverse(), 5, 1, 'test')
    expect([...turned].reverse()).toEqual([...fold])
    for (const { held, others } of eachFold(twice, fold)) {
      const seen = new Set(others.map((one) => one.questionSha256))
      expect(held.some((one) => seen.has(one.questionSha256))).toBe(false)
      expect(held).toHaveLength(8)
    }
  })

  it('give each question a model that has not seen it', () => {
    const questions = simulated(30)
    const models = foldModels(questions, plan, 5)
    expect(new Set([...models.values()].map(({ id }) => id)).size).toBe(5)
    for (const { id, questionSha256 } of questions)
      expect(models.get(id)?.training.questionSha256s).not.toContain(questionSha256)
    const told = pairAccuracy(questions, models)
    expect(told.trained).toBeGreaterThan(0.9)
    // The prior is noise: half of the pairs, within four standard errors of 30 questions of about nine pairs.
    expect(Math.abs(told.prior! - 0.5)).toBeLessThan(0.2)
    expect(told.difference.ci?.lower).toBeGreaterThan(0.2)
  })
})

describe('the penalty', () => {
  it('follows the rule: 10 up to 200 pairs, 3 up to 499, 1 from 500', () => {
    expect([1, 200, 201, 499, 500, 9800].map(l2ByPairs)).toEqual([10, 10, 3, 3, 1, 1])
  })

  it('is chosen by held-out questions from 500 pairs, and by the rule below', () => {
    const use = featureUse(plan)
    const many = simulated(100)
    expect(chooseL2(many, use, 'usual', 1)).toMatchObject({ rule: 'cross-validated', l2: 0.3 })
    expect(chooseL2(simulated(5), use, 'usual', 1)).toEqual({ rule: 'by-pairs', l2: 10 })
    expect(chooseL2(many.slice(0, 1), use, 'cross-validated', 1).rule).toBe('by-pairs')
    // Thirty features that follow nothing are held back as strongly as can be.
    const generator = createGenerator(1, 'worthless')
    const worthless = Array.from({ length: 80 }, (_, number) =>
      learningQuestion(`worthless ${number}`, {
        features: Array.from({ length: 5 }, () => Array.from({ length: 30 }, () => generator.uniform())),
        prior: Array.from({ length: 5 }, () => generator.uniform()),
        grades: Array.from({ length: 5 }, () => 1 + generator.integerBelow(4)),
      }),
    )
    const all = { width: 30, columns: Array.from({ length: 30 }, (_, at) => at), scaling: use.scaling }
    expect(chooseL2(worthless, all, 'cross-validated', 1).l2).toBeGreaterThanOrEqual(10)
  })
})

describe('the learning curve', () => {
  it('rises from the prior to what the signal is worth, and leaves out sizes that there are not', () => {
    const questions = simulated(60)
    const curve = learningCurve(questions, {
      sizes: [20, 200, 100_000],
      draws: 2,
      folds: 5,
      seed: 3,
      use: featureUse(plan),
      l2: { given: 0.3 },
      quality: (question, scores) => gradedNdcg(question, scores, 10),
    })
    expect(curve.points.map(({ pairs }) => pairs)).toEqual([20, 200])
    const [few, many] = curve.points
    expect(few!.questions).toBeLessThan(many!.questions)
    expect(many!.quality!).toBeGreaterThan(curve.prior! + 0.1)
    expect(many!.quality!).toBeGreaterThanOrEqual(few!.quality! - 0.02)
    expect(many!.lowest!).toBeLessThanOrEqual(many!.quality!)
  })

  it('draws whole questions but for the last, the same for a seed', () => {
    const questions = simulated(20)
    const drawn = drawPairs(questions, 25, createGenerator(1, 'draw'))
    expect(drawn.reduce((sum, { pairs }) => sum + pairs.length, 0)).toBe(25)
    for (const { id, pairs } of drawn.slice(0, -1))
      expect(pairs).toEqual(questions.find((one) => one.id === id)?.pairs)
    expect(drawPairs(questions, 25, createGenerator(1, 'draw'))).toEqual(drawn)
  })
})
