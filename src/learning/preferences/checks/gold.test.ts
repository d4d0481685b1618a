import { expect, it } from 'vitest'
import { judgmentOf } from '../testing/study-of.ts'
import { goldFindings } from './gold.ts'

it('counts agreement with known marks of every kind', () => {
  const gold = [
    {
      item: 'q1',
      marks: [
        { axis: 'utility', better: 'one', worse: 'two' },
        { axis: 'risk', arm: 'one', mark: 2 },
        { axis: 'rubric', arm: 'two', met: { c1: true, c2: false } },
      ],
    },
  ]
  const mark = (id: string, parts: object) => judgmentOf({ id, role: 'gold', ...parts })
  const judgments = [
    mark('right', {}),
    mark('wrong', { value: -1 }),
    mark('turned', { armA: 'two', armB: 'one', value: -1 }),
    mark('tie', { value: 0 }),
    mark('missing', { value: null }),
    mark('other pair', { armB: 'three' }),
    mark('point', { axis: 'risk', form: 'absolute', armB: null, value: 2 }),
    mark('other point', { axis: 'risk', form: 'absolute', armB: null, value: 3 }),
    mark('criteria', {
      axis: 'rubric',
      armA: 'two',
      armB: null,
      criteria: { c1: true, c2: false, c3: true },
    }),
    mark('no criteria', { axis: 'rubric', armA: 'two', armB: null, criteria: { c1: true } }),
    judgmentOf({ id: 'no gold' }),
  ]
  // Right: right, turned, point, criteria; wrong: wrong, tie, other point, no criteria.
  expect(goldFindings({ gold, judgments })).toMatchObject([
    { reviewer: 'r1', n: 8, estimate: 0.5, verdict: 'nothing found' },
  ])
  const [first] = goldFindings({
    gold,
    judgments: judgments.map((one) => (one.id === 'turned' ? { ...one, value: 1 } : one)),
  })
  // python3, scipy 1.10: stats.binom.cdf(3, 8, .75); statsmodels: proportion_confint(3, 8, method='wilson')
  expect(first?.p).toBeCloseTo(0.0272979736328125, 14)
  expect(first?.ci?.lower).toBeCloseTo(0.13684428582359737, 12)
  expect(first?.verdict).toBe('flagged')
})
