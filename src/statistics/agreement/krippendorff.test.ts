import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { createGenerator } from '../random/generator.ts'
import { krippendorffAlpha } from './krippendorff.ts'
import type { KrippendorffMetric } from './krippendorff-distance.ts'
import type { MarkMatrix } from './unit-patterns.ts'

const metrics: readonly KrippendorffMetric[] = ['nominal', 'ordinal', 'interval', 'ratio']

const marks: MarkMatrix = [
  [1, 1, null, 1],
  [2, 2, 3, 2],
  [3, 3, 3, 3],
  [3, 3, 3, 3],
  [2, 2, 2, 2],
  [1, 2, 3, 4],
  [4, 4, 4, 4],
  [1, 1, 2, 1],
  [2, 2, 2, 2],
  [null, 5, 5, 5],
  [null, null, 1, 1],
  [1, 2, 2, null],
  [4, 3, 4, 4],
  [5, 4, 5, null],
  [2, 3, 2, 2],
]

describe('krippendorffAlpha', () => {
  it('matches a coincidence-matrix version in numpy, with its bootstrap', () => {
    // numpy: ordinal distances from the marginals of every resample; 200,000 resamples. The standard deviations of
    // the two quantiles over runs of 10,000 were 0.0039 and 0.0009.
    const result = krippendorffAlpha(marks, 'ordinal', { resamples: 10_000, seed: 3 })
    expectClose(result.alpha, 0.8253420391009044)
    expectClose(result.seJackknife, 0.10664066852946993)
    expect(Math.abs((result.ci?.lower ?? 0) - 0.545)).toBeLessThan(0.016)
    expect(Math.abs((result.ci?.upper ?? 0) - 0.95279)).toBeLessThan(0.005)
  })

  it('has the jackknife of alpha computed anew without each unit', () => {
    const generator = createGenerator(4, 'alpha')
    const matrix = Array.from({ length: 40 }, () => {
      const base = generator.integerBelow(4)
      return [0, 1, 2].map(() => (generator.uniform() < 0.15 ? null : base + generator.integerBelow(3)))
    })
    const usable = matrix.filter((unit) => unit.filter((mark) => mark !== null).length >= 2)
    for (const metric of metrics) {
      const alphas = usable.map(
        (_, left) =>
          krippendorffAlpha(
            usable.filter((_, unit) => unit !== left),
            metric,
          ).alpha ?? 9,
      )
      const mean = alphas.reduce((sum, value) => sum + value, 0) / alphas.length
      const squares = alphas.reduce((sum, value) => sum + (value - mean) ** 2, 0)
      const expected = Math.sqrt(((alphas.length - 1) / alphas.length) * squares)
      expectClose(krippendorffAlpha(matrix, metric).seJackknife, expected, 1e-9)
    }
  })

  it('does not hang on the order of units or raters, nor interval alpha on the scale', () => {
    const turned = [...marks].reverse().map((unit) => [...unit].reverse())
    for (const metric of metrics) {
      expectClose(krippendorffAlpha(turned, metric).alpha, krippendorffAlpha(marks, metric).alpha ?? 0)
    }
    const shifted = marks.map((unit) => unit.map((mark) => (mark === null ? null : 1e6 + 3 * mark)))
    expectClose(
      krippendorffAlpha(shifted, 'interval').alpha,
      krippendorffAlpha(marks, 'interval').alpha ?? 0,
      1e-9,
    )
    const stretched = marks.map((unit) => unit.map((mark) => (mark === null ? null : mark ** 3)))
    expectClose(krippendorffAlpha(stretched, 'ordinal').alpha, krippendorffAlpha(marks, 'ordinal').alpha ?? 0)
  })

  it('is null without variation, and has no error with two units', () => {
    const same = krippendorffAlpha(
      [
        [2, 2],
        [2, 2],
        [2, null],
      ],
      'ordinal',
      { resamples: 10 },
    )
    expect(same).toEqual({
      alpha: null,
      seJackknife: null,
      pairableItems: 2,
      ci: null,
      bca: null,
      undefinedReplicates: 0,
      degenerate: false,
    })
    const two = krippendorffAlpha(
      [
        [1, 1],
        [2, 2],
      ],
      'nominal',
      { resamples: 10 },
    )
    expect([two.alpha, two.seJackknife, two.ci]).toEqual([1, null, null])
    expect(krippendorffAlpha([], 'nominal').alpha).toBeNull()
  })

  it('has no jackknife error when leaving out one unit leaves no variation', () => {
    const result = krippendorffAlpha(
      [
        [1, 1],
        [1, 1],
        [1, 2],
      ],
      'nominal',
      { resamples: 200 },
    )
    expect(result.alpha).not.toBeNull()
    expect(result.seJackknife).toBeNull()
    // All three draws miss the one unit that varies with probability 8/27.
    expect(Math.abs(result.undefinedReplicates - 59)).toBeLessThan(30)
  })

  it('refuses marks that the metric does not know', () => {
    expect(() => krippendorffAlpha([[-1, 2]], 'ratio')).toThrow('at least 0')
    expect(() => krippendorffAlpha([[Number.NaN, 2]], 'nominal')).toThrow('finite')
  })
})
