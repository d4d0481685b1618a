import { expect, it } from 'vitest'
import type { PairwisePreference } from '../preference.ts'
import { pairwiseOf } from '../testing/preference-of.ts'
import { flipFindings, markNoise, repeatsOf } from './flips.ts'

const marked = (item: string, again: PairwisePreference['outcome'], first: 'a' | 'b' = 'b') => [
  pairwiseOf({ item }),
  pairwiseOf({ item, repeat: true, outcome: again, first }),
]

it('counts pairs marked again, by the answer and not by the side', () => {
  const [before, again] = marked('turned', 'b')
  if (before === undefined || again === undefined) throw new Error('two marks')
  const marks = [
    ...marked('same', 'a'),
    ...marked('flipped', 'b'),
    ...marked('tie', 'tie-good', 'a'),
    ...marked('missing', 'missing'),
    // The arms are named the other way round the second time: b is then the same answer.
    before,
    { ...again, a: again.b, b: again.a },
    pairwiseOf({ item: 'alone', repeat: true }),
  ]
  const counts = { pairs: 4, swapped: 2, decisive: 3, flipped: 1, tieOnce: 1 }
  expect(repeatsOf(marks)).toEqual([
    { reviewer: null, ...counts },
    { reviewer: 'r1', ...counts },
  ])
})

it('estimates with an interval, tests against one wrong mark in five, and says where marks are too few', () => {
  const marks = Array.from({ length: 9 }, (_, n) => marked(`q${n}`, n < 6 ? 'b' : 'a')).flat()
  const own = flipFindings(marks).find(({ reviewer }) => reviewer === 'r1')
  expect(own).toMatchObject({ n: 9, verdict: 'flagged' })
  expect(own?.estimate).toBeCloseTo(6 / 9, 14)
  // python3, scipy 1.10: stats.binom.sf(5, 9, .32); statsmodels: proportion_confint(6, 9, method='wilson')
  expect(own?.p).toBeCloseTo(0.03478772326911181, 12)
  expect(own?.ci?.lower).toBeCloseTo(0.3542021355803961, 12)
  expect(own?.ci?.upper).toBeCloseTo(0.879416181613089, 12)
  const few = flipFindings(marks.slice(0, 14))
  expect(few.map(({ verdict, p }) => [verdict, p])).toEqual([
    ['too few marks', null],
    ['too few marks', null],
  ])
  expect(flipFindings([])).toMatchObject([{ reviewer: null, n: 0, estimate: null, ci: null }])
})

it('reads the noise of a mark from flips', () => {
  // 2 x 0.2 x 0.8 = 0.32 and 2 x 0.1 x 0.9 = 0.18.
  expect(markNoise(0.32)).toBeCloseTo(0.2, 14)
  expect(markNoise(0.18)).toBeCloseTo(0.1, 14)
  expect([markNoise(0), markNoise(0.5), markNoise(0.6)]).toEqual([0, 0.5, null])
})
