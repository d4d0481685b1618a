import { describe, expect, it } from 'vitest'
import { measurementError } from './measurement-error.ts'

const x = { estimates: [1, 2, 3, 4, 5], se: [0.5, 0.5, 0.5, 0.5, 0.5] }
const y = { estimates: [2, 4, 3, 6, 5], se: [1, 1, 1, 1, 1] }

describe('measurementError', () => {
  it('has the reliabilities and the corrected r of arithmetic by hand', () => {
    // Variance of 1 to 5 is 2.5, and so of y; r = 0.8. Errors: 0.25 and 1.
    const { reliabilityX, reliabilityY, corrected } = measurementError(x, y, { resamples: 10 })
    expect(reliabilityX).toBeCloseTo(0.9, 12)
    expect(reliabilityY).toBeCloseTo(0.6, 12)
    expect(corrected).toBe(null)
    const milder = measurementError(x, { ...y, se: [0.5, 0.5, 0.5, 0.5, 0.5] }, { resamples: 10 })
    expect(milder.corrected).toBeCloseTo(0.8 / 0.9, 12)
  })

  it('says that errors can be all there is', () => {
    const noise = measurementError({ ...x, se: [2, 2, 2, 2, 2] }, y, { resamples: 10 })
    expect(noise).toMatchObject({ reliabilityX: 0, corrected: null })
  })

  it('moves nothing where nothing was measured with error', () => {
    const exact = { estimates: x.estimates, se: [0, 0, 0, 0, 0] }
    const { pearson, spearman, pearsonMean } = measurementError(
      exact,
      { ...y, se: exact.se },
      { resamples: 50 },
    )
    for (const end of [pearson?.lower, pearson?.upper, pearsonMean, spearman?.lower, spearman?.upper])
      expect(end).toBeCloseTo(0.8, 12)
  })

  it('is the same for a seed and another for another', () => {
    const first = measurementError(x, y, { resamples: 200, seed: 3 })
    expect(measurementError(x, y, { resamples: 200, seed: 3 })).toEqual(first)
    expect(measurementError(x, y, { resamples: 200, seed: 4 })).not.toEqual(first)
  })

  it('is null where an error is not known, and refuses one below 0', () => {
    const unknown = measurementError({ ...x, se: [0.5, null, 0.5, 0.5, 0.5] }, y, { resamples: 10 })
    expect(unknown).toMatchObject({ reliabilityX: null, corrected: null, pearson: null, pearsonMean: null })
    expect(unknown.reliabilityY).toBeCloseTo(0.6, 12)
    expect(() => measurementError({ ...x, se: [0.5, -1, 0.5, 0.5, 0.5] }, y)).toThrow('se must be null')
    expect(() => measurementError(x, { ...y, se: [1] })).toThrow('se of y must have 5 entries')
  })
})
