import { describe, expect, it } from 'vitest'
import type { EstimateResult, VerdictName } from '../results-schema.ts'
import { planOf } from '../testing/marks.ts'
import { headline } from './verdict-words.ts'

const estimate: EstimateResult = {
  estimate: 0.295,
  n: 499,
  nQuestions: 327,
  nReviewers: null,
  standardErrors: { independentRows: 0.04, byQuestion: 0.04, byReviewer: null, byCell: 0.04, used: 0.04 },
  df: 326,
  ci95: { lower: 0.218, upper: 0.371 },
  ci90: { lower: 0.23, upper: 0.36 },
  p: 1e-9,
  designEffect: 1,
  effectiveN: 499,
}

function words(changes: Record<string, unknown>, verdict: VerdictName, given: Partial<EstimateResult> = {}) {
  const plan = planOf({
    arms: [
      { id: 'tool', label: 'Tool', kind: 'specialised' },
      { id: 'm1', label: 'M1', kind: 'general' },
      { id: 'm2', label: 'M2', kind: 'general' },
      { id: 'm3', label: 'M3', kind: 'general' },
    ],
    hypotheses: [
      {
        id: 'h',
        kind: 'superiority',
        axis: 'utility',
        candidate: 'tool',
        against: ['m1', 'm2', 'm3'],
        ...changes,
      },
    ],
    axes: [
      { id: 'utility', label: 'Clinical utility', form: 'pairwise' },
      { id: 'quality', label: 'Quality', form: 'absolute', scale: { kind: 'ordinal', min: 1, max: 4 } },
      { id: 'harm', label: 'Harm', form: 'absolute', scale: { kind: 'binary' }, better: 'lower' },
    ],
  })
  const [hypothesis] = plan.hypotheses
  if (hypothesis === undefined) throw new Error('The plan has a hypothesis.')
  const interval = { level: 0.95, lower: 0.218, upper: 0.371 }
  const uncompared: string[] = []
  return headline({ hypothesis, verdict, estimate: { ...estimate, ...given }, uncompared, interval }, plan)
}

describe('headline', () => {
  it('answers superiority with its figure and the limit of the data', () => {
    expect(words({}, 'superior')).toBe(
      'Tool is preferred to the three general models on clinical utility: +29.5 points of win difference (95% interval +21.8 to +37.1), 499 comparisons of 327 questions; reviewers are not identified, so their variance is not in the interval.',
    )
  })

  it('names arms one by one where they are not all of their kind', () => {
    expect(words({ against: ['m1', 'm2'] }, 'superior')).toMatch(/^Tool is preferred to M1 and M2 on/)
  })

  it.each([
    ['inferior', /^The three general models are preferred to Tool on clinical utility: /],
    ['cannot tell', /^This trial cannot tell whether Tool is preferred to the three general models on/],
    ['not superior', /^Tool is not preferred to the three general models on/],
    ['undetermined', /^Nothing can be said of Tool and the three general models on/],
  ] as const)('has words for %s', (verdict, sentence) => {
    expect(words({}, verdict)).toMatch(sentence)
  })

  it('prints a margin in its unit and in the other one', () => {
    const parity = { kind: 'non-inferiority', margin: { value: 5, unit: 'win-rate-points' } }
    expect(words(parity, 'non-inferior')).toMatch(
      /^Tool is not worse than the three general models by 5 points of win rate \(10 of win difference\) or more on clinical utility: /,
    )
    expect(words(parity, 'parity cannot be claimed')).toMatch(
      /^Parity of Tool and the three general models cannot be claimed on clinical utility; this trial has not shown that it could see a difference: /,
    )
  })

  it('prints absolute marks on their scale', () => {
    const marks = { estimate: -0.256, nReviewers: 12 }
    expect(words({ axis: 'quality', against: 'm1' }, 'inferior', marks)).toMatch(
      /^M1 is marked better than Tool on quality: −0\.26 points of the 1 to 4 scale .* 499 paired marks of 327 questions by 12 reviewers\.$/,
    )
    expect(words({ axis: 'harm', against: 'm1' }, 'superior', { estimate: 0.02 })).toContain(
      '+2.0 percentage points in favour of Tool (',
    )
  })
})
