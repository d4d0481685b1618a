import { describe, expect, it } from 'vitest'
import { armMetrics } from './arm-metrics.ts'
import { metricDifference, sameTopAnswers } from './compare-arms.ts'
import { plainGains } from './judgments.ts'

const options = { scale: plainGains, depth: 10 }
const judgments = new Map([
  [
    'q1',
    new Map([
      ['a', 1],
      ['b', 0],
    ]),
  ],
  ['q2', new Map([['c', 1]])],
  ['q3', new Map([['d', 0]])],
  [
    'q4',
    new Map([
      ['e', 1],
      ['f', 0],
      ['g', 0],
    ]),
  ],
])
const better = new Map([
  ['q1', ['a', 'b']],
  ['q2', ['x', 'c']],
  ['q3', ['d']],
  ['q4', ['e', 'f']],
])
const worse = new Map([
  ['q1', ['b', 'a']],
  ['q2', ['x', 'y', 'z', 'c']],
  ['q3', ['d']],
])

describe('armMetrics', () => {
  const arm = armMetrics(better, judgments, options)

  it('averages over the questions that define a metric, and counts what was not judged', () => {
    // By hand: q3 has no gain and is left out of nDCG only.
    expect(arm.means.raw.ndcg).toBeCloseTo((1 + 1 / Math.log2(3) + 1) / 3, 14)
    expect(arm.means.raw.averagePrecision).toBeCloseTo((1 + 0.5 + 0 + 1) / 4, 14)
    expect(arm.means.raw.recall).toBe(1)
    expect(arm.means.condensed.ndcg).toBe(1)
    expect(arm).toMatchObject({ unjudged: 1, answerable: 3, questions: ['q1', 'q2', 'q3', 'q4'] })
    expect([...arm.raw.ndcg].map(Number.isNaN)).toEqual([false, false, true, false])
  })

  it('measures a question without an answer as an empty ranking, and no question as nothing', () => {
    expect(armMetrics(worse, judgments, options).raw.averagePrecision[3]).toBe(0)
    expect(armMetrics(better, new Map(), options).means.raw.ndcg).toBeNull()
  })
})

describe('metricDifference', () => {
  it('is the paired t interval over the questions that define the metric', () => {
    // python3, scipy 1.10.1: d = np.array([1, .5, 0, 1]) - np.array([.5, .25, 0, 0]);
    //   stats.ttest_rel of both, confidence_interval(.95)
    const found = metricDifference(
      armMetrics(better, judgments, options),
      armMetrics(worse, judgments, options),
      'averagePrecision',
    )
    expect(found.estimate).toBeCloseTo(0.4375, 14)
    expect(found.ci?.lower).toBeCloseTo(-0.24188272094912233, 9)
    expect(found).toMatchObject({ n: 4, nDropped: 0 })
    const ndcg = metricDifference(
      armMetrics(better, judgments, options),
      armMetrics(worse, judgments, options),
      'ndcg',
    )
    expect(ndcg).toMatchObject({ n: 3, nDropped: 1 })
  })

  it('refuses arms that were measured on different questions', () => {
    const other = armMetrics(better, new Map([['q1', new Map([['a', 1]])]]), options)
    expect(() => metricDifference(armMetrics(better, judgments, options), other, 'ndcg')).toThrow(
      'same questions',
    )
  })
})

describe('sameTopAnswers', () => {
  it('counts the questions that both arms answered', () => {
    // q1 differs, q2 and q3 agree, q4 is missing in the other.
    expect(sameTopAnswers(better, worse)).toBeCloseTo(2 / 3, 14)
    expect(sameTopAnswers(better, new Map())).toBeNull()
  })
})
