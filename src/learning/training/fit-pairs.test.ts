import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { expectClose } from '../../../test/support/expect-close.ts'
import { fitHead } from './abstention/fit-head.ts'
import { plattScale, uncalibrated } from './abstention/platt.ts'
import type { FeatureScaling } from './feature-use.ts'
import { fitPairs } from './fit-pairs.ts'
import { gradedPairs } from './graded-pairs.ts'
import { pairDesign } from './pair-design.ts'
import { scoresOf } from './score-question.ts'
import { learningQuestion } from './testing/learning-question.ts'

const numbers = z.array(z.number())
const fitted = z.object({ l2: z.number(), coefficients: numbers, loss: z.number() })
/** Made by test/golden/preference_fit.py with scipy and scikit-learn, which shares no code with the package. */
const golden = z
  .object({
    questions: z.array(z.object({ features: z.array(numbers), prior: numbers, grades: numbers })),
    pairs: z.number(),
    withinQuestion: z.array(fitted),
    overAll: fitted,
    head: z.object({ means: numbers, scales: numbers, weights: numbers, intercept: z.number() }),
    platt: z.object({
      odds: numbers,
      good: z.array(z.boolean()),
      slope: z.number(),
      intercept: z.number(),
    }),
  })
  .parse(
    JSON.parse(readFileSync(new URL('../../../test/golden/preference-fit.json', import.meta.url), 'utf8')),
  )

const questions = golden.questions.map((of, index) => learningQuestion(`q${index}`, of))
const use = (scaling: FeatureScaling) => ({ width: 3, columns: [0, 1, 2], scaling })

describe('fitPairs', () => {
  it('has the coefficients and the loss of scipy, at a weak, the usual and a strong penalty', () => {
    const design = pairDesign(questions, use('within-question'))
    expect(design.pairs).toBe(golden.pairs)
    for (const { l2, coefficients, loss } of golden.withinQuestion) {
      const fit = fitPairs(design, l2)
      expectClose(fit.priorWeight, coefficients[0]!, 1e-7)
      for (const [column, weight] of fit.weights.entries())
        expectClose(weight, coefficients[column + 1]!, 1e-7)
      expectClose(fit.loss, loss, 1e-9)
    }
  })

  it('weighs values as they are, penalised by their spread over all candidates', () => {
    const fit = fitPairs(pairDesign(questions, use('over-all')), golden.overAll.l2)
    const [prior, ...weights] = golden.overAll.coefficients
    expectClose(fit.priorWeight, prior!, 1e-7)
    for (const [column, weight] of fit.weights.entries()) expectClose(weight, weights[column]!, 1e-7)
  })

  it('leaves columns that are not weighed at 0, as if they were not there', () => {
    const some = fitPairs(pairDesign(questions, { width: 3, columns: [0, 2], scaling: 'within-question' }), 1)
    const without = questions.map((one) => ({
      ...one,
      features: one.features.map((value, place) => (place % 3 === 1 ? 0 : value)),
    }))
    const cleared = fitPairs(pairDesign(without, use('within-question')), 1)
    expect(some.weights[1]).toBe(0)
    expectClose(some.weights[0]!, cleared.weights[0]!, 1e-10)
    expectClose(some.weights[2]!, cleared.weights[2]!, 1e-10)
  })

  it('is the log odds of the prior where two pairs agree with it and one does not', () => {
    // Prior differences of 1: two of three pairs agree, each alone in its question; P = 2/3, so s0 = ln 2.
    const pair = (id: string, prior: readonly [number, number]) =>
      learningQuestion(id, { features: [[0], [0]], prior, grades: [2, 1] })
    const fit = fitPairs(
      pairDesign([pair('a', [1, 0]), pair('b', [2, 1]), pair('c', [0, 1])], {
        width: 1,
        columns: [0],
        scaling: 'within-question',
      }),
      1,
    )
    expectClose(fit.priorWeight, Math.LN2, 1e-10)
    expect(fit.weights[0]).toBe(0)
  })

  it('stays finite where no pair contradicts the prior, and below 0 where all do', () => {
    const one = (prior: readonly [number, number]) => [
      learningQuestion('a', { features: [[1], [0]], prior, grades: [4, 1] }),
    ]
    const agreeing = fitPairs(
      pairDesign(one([1, 0]), { ...use('within-question'), width: 1, columns: [0] }),
      10,
    )
    expect(agreeing.priorWeight).toBeGreaterThan(1)
    expect(agreeing.priorWeight).toBeLessThan(20)
    const turned = fitPairs(
      pairDesign(one([0, 1]), { ...use('within-question'), width: 1, columns: [0] }),
      10,
    )
    expectClose(turned.priorWeight, -agreeing.priorWeight, 1e-9)
  })

  it('is the prior alone without pairs', () => {
    const none = pairDesign([], use('within-question'))
    expect(fitPairs(none, 10)).toMatchObject({ priorWeight: 1, weights: new Float64Array(3), steps: 0 })
  })

  it('refuses pairs of one candidate, rows of another width, and penalties below 0', () => {
    const [first] = questions
    const broken = { ...first!, pairs: [{ better: 0, worse: 0, gap: 1, reviewer: null }] }
    expect(() => pairDesign([broken], use('within-question'))).toThrow('must name two of')
    expect(() => pairDesign(questions, { ...use('within-question'), width: 2 })).toThrow('rows of 2 features')
    expect(() => fitPairs(pairDesign(questions, use('within-question')), -1)).toThrow('at least 0, not -1')
  })
})

describe('gradedPairs', () => {
  it('pairs every two grades that differ, and nothing that nobody graded', () => {
    expect(gradedPairs([4, null, 1, 4])).toEqual([
      { better: 0, worse: 2, gap: 3, reviewer: null },
      { better: 3, worse: 2, gap: 3, reviewer: null },
    ])
  })
})

describe('scoresOf', () => {
  it('adds weighed features to the weighed prior', () => {
    const question = learningQuestion('a', { features: [[3], [1]], prior: [0.5, 0], grades: [2, 1] })
    const one = { width: 1, columns: [0] }
    // Standardised, 3 and 1 are 1 and -1.
    expect([
      ...scoresOf(
        question,
        { priorWeight: 2, weights: Float64Array.of(10) },
        { ...one, scaling: 'within-question' },
      ),
    ]).toEqual([11, -10])
    expect([
      ...scoresOf(
        question,
        { priorWeight: 2, weights: Float64Array.of(10) },
        { ...one, scaling: 'over-all' },
      ),
    ]).toEqual([31, 10])
  })
})

describe('fitHead', () => {
  it('has the coefficients of scikit-learn over all graded candidates', () => {
    const head = fitHead(questions, ['a', 'b', 'c'], ['a', 'b', 'c'])
    expect(head?.features).toEqual(['a', 'b', 'c'])
    for (const name of ['means', 'scales', 'weights'] as const)
      for (const [at, value] of (head?.[name] ?? []).entries())
        expectClose(value, golden.head[name][at]!, 1e-8)
    expectClose(head?.intercept ?? null, golden.head.intercept, 1e-8)
  })

  it('is null where there are too few good or bad ones, and knows no other features', () => {
    expect(fitHead(questions.slice(0, 1), ['a', 'b', 'c'], ['a'])).toBeNull()
    expect(() => fitHead(questions, ['a', 'b', 'c'], ['d'])).toThrow('no feature d')
  })
})

describe('plattScale', () => {
  const { odds, good, slope, intercept } = golden.platt

  it('has the slope and the intercept of scipy with the targets of Platt', () => {
    const found = plattScale(odds, good)
    expectClose(found.slope, slope, 1e-8)
    expectClose(found.intercept, intercept, 1e-8)
    expect(found.questions).toBe(30)
  })

  it('leaves odds as they are for few answers, and for odds that go the wrong way', () => {
    expect(plattScale(odds.slice(0, 6), good.slice(0, 6))).toEqual(uncalibrated)
    expect(
      plattScale(
        odds,
        good.map((one) => !one),
      ),
    ).toEqual(uncalibrated)
  })
})
