import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../analysis/results-schema.ts'
import { pairwiseResults } from '../../report/testing/pairwise-results.ts'
import { contradictionIn } from './sound-verdict.ts'

const results = pairwiseResults()
const { axes } = results.plan
const [made] = results.verdicts
if (made === undefined) throw new Error('no verdict')
// 29 wins, 14 ties and 10 losses of 53: 19/53 is 35.8 points.
const verdict: Verdict = {
  ...made,
  outcomes: { wins: 29, ties: 14, losses: 10, winRateTiesHalf: 36 / 53, byRefusalRule: 0 },
  estimate: {
    ...made.estimate,
    estimate: 19 / 53,
    n: 53,
    ci95: { lower: 19 / 53 - 0.3, upper: 19 / 53 + 0.3 },
  },
  interval: { level: 0.95, lower: 19 / 53 - 0.3, upper: 19 / 53 + 0.3 },
  headline:
    'Aurora is preferred to Borealis on accuracy: +35.8 points of win difference (95% interval +5.8 to +65.8), 53 comparisons of 36 questions.',
}
const changed = (estimate: Partial<Verdict['estimate']>, rest: Partial<Verdict> = {}): Verdict => ({
  ...verdict,
  ...rest,
  estimate: { ...verdict.estimate, ...estimate },
})

describe('contradictionIn', () => {
  it('finds none in what an analysis wrote', () => {
    for (const one of [verdict, ...results.verdicts]) expect(contradictionIn(one, axes)).toBeNull()
  })

  it.each([
    ['an estimate outside the middle of its interval', changed({ estimate: 0.1 }), 'estimate.ci95'],
    [
      'an interval that went along, against the counts',
      changed({ estimate: 0.1, ci95: { lower: -0.2, upper: 0.4 } }),
      'estimate.estimate',
    ],
    [
      'counts that went along too, against the headline',
      changed(
        { estimate: 9 / 53, ci95: { lower: 9 / 53 - 0.3, upper: 9 / 53 + 0.3 } },
        { outcomes: { wins: 24, ties: 14, losses: 15, winRateTiesHalf: null, byRefusalRule: 0 } },
      ),
      'headline',
    ],
    ['a headline by hand', changed({}, { headline: verdict.headline.replace('+35.8', '+53.8') }), 'headline'],
  ])('finds %s', (_what, one, field) => {
    expect(contradictionIn(one, axes)?.field).toBe(field)
  })
})
