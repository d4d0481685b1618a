import { describe, expect, it } from 'vitest'
import { differences } from '../testing/plain-outcomes.ts'
import { gainBounds } from './gain-bounds.ts'
import { shareBounds } from './share-bounds.ts'

const options = { alpha: 0.05, seed: 1, resamples: 20_000, stream: 'test' }

describe('gainBounds', () => {
  it('is the percentile bound of whole questions', () => {
    const gain = Array.from({ length: 60 }, (_, index) => ((index * 37) % 101) / 101 - 0.52)
    const found = gainBounds(differences(gain), options)
    // numpy: 400,000 resamples, quantile .05 and .025, .975; the tolerance is that of 20,000 resamples.
    expect(found.estimate).toBeCloseTo(-0.029735973597359747, 12)
    expect(found.lower).toBeCloseTo(-0.0912871287128713, 2)
    expect(found.interval?.lower).toBeCloseTo(-0.10283828, 2)
    expect(found.interval?.upper).toBeCloseTo(0.04336634, 2)
  })

  it('counts reviewers as clusters too', () => {
    const found = gainBounds(
      differences([1, 0, -1, 1, 1, 0, -1, 1, 0, 1, 1, -1], {
        question: Int32Array.of(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5),
        reviewer: Int32Array.of(0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2, 0),
      }),
      options,
    )
    // Python: max(Vq + Vr - Vcell, Vq, Vr) by numpy, scipy stats.t.ppf with 2 degrees of freedom.
    expect(found.lower).toBeCloseTo(-0.8650879125125417, 10)
    expect(found.interval?.lower).toBeCloseTo(-1.393102651932107, 10)
    expect(found.interval?.upper).toBeCloseTo(1.893102651932107, 10)
    expect(found).toMatchObject({ estimate: 0.25, questions: 6, reviewers: 3 })
  })

  it('bounds gains that are all the same by what could still differ', () => {
    // Python: 1 - .05 ** (1 / 150), 1 - .025 ** (1 / 150).
    const found = gainBounds(differences(new Array<number>(150).fill(0)), options)
    expect(found.estimate).toBe(0)
    expect(found.lower).toBeCloseTo(-0.019773438164508494, 12)
    expect(found.interval?.upper).toBeCloseTo(0.024292597166108543, 12)
    // Where every question is lost, the bound is the loss.
    expect(gainBounds(differences([-1, -1, -1]), options).lower).toBe(-1)
    expect(gainBounds(differences([0, 0], { range: null }), options).lower).toBeNull()
  })

  it('says nothing of no question', () => {
    expect(gainBounds(differences([]), options)).toMatchObject({ estimate: null, lower: null, questions: 0 })
  })
})

it("shareBounds is Tango's interval", () => {
  const gain = [
    ...new Array<number>(4).fill(1),
    ...new Array<number>(6).fill(-1),
    ...new Array<number>(90).fill(0),
  ]
  const found = shareBounds(differences(gain), 0.05)
  // scipy: brentq on the score statistic.
  expect(found.estimate).toBeCloseTo(-0.02, 14)
  expect(found.lower).toBeCloseTo(-0.07825623339667317, 9)
  expect(found.interval?.lower).toBeCloseTo(-0.09167793949841493, 9)
  expect(found.interval?.upper).toBeCloseTo(0.048309777582676364, 9)
})
