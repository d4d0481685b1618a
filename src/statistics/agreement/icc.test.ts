import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { intraclassCorrelations } from './icc.ts'

const marks = [
  [6.5, 7, 6],
  [3, 4.5, 3.5],
  [8, 8, 9],
  [5, 6, 4],
]

describe('intraclassCorrelations', () => {
  it('matches R psych::ICC(x, lmer = FALSE, alpha = 0.1)', () => {
    const result = intraclassCorrelations(marks, 0.9)
    expect([result.nItems, result.nRaters]).toEqual([4, 3])
    expectClose(result.icc1_1.icc, 0.8765171503957785)
    expectClose(result.icc1_1.ci?.lower ?? null, 0.5990913240412988, 1e-10)
    expectClose(result.icc1_1.ci?.upper ?? null, 0.9849400204280869, 1e-10)
    expectClose(result.icc2_1.icc, 0.8771653543307087)
    expectClose(result.icc2_1.ci?.lower ?? null, 0.6010178868091837, 1e-10)
    expectClose(result.icc2_1.ci?.upper ?? null, 0.9849676397783608, 1e-10)
    expectClose(result.icc3_1.icc, 0.8912)
    expectClose(result.icc3_1.ci?.lower ?? null, 0.5932703939361471, 1e-10)
    expectClose(result.icc3_1.ci?.upper ?? null, 0.9869929330976611, 1e-10)
    expectClose(result.icc2_k.icc, 0.9554030874785592)
    expectClose(result.icc2_k.ci?.lower ?? null, 0.8188121564731839, 1e-10)
    expectClose(result.icc2_k.ci?.upper ?? null, 0.9949384889545867, 1e-10)
  })

  it('matches R for raters who differ by a constant only, where the residual is nothing but rounding', () => {
    const shifted = [
      [1, 3],
      [2, 4],
      [5, 7],
      [4, 6],
    ]
    // The same in tenths, which binary numbers round.
    for (const x of [shifted, shifted.map((row) => row.map((mark) => mark / 10))]) {
      const result = intraclassCorrelations(x)
      expectClose(result.icc2_1.icc, 0.625)
      expectClose(result.icc2_1.ci?.lower ?? null, 0.001924936028891862, 1e-9)
      expectClose(result.icc2_1.ci?.upper ?? null, 0.966746923559162, 1e-9)
      expectClose(result.icc2_k.ci?.upper ?? null, 0.9830923460245403, 1e-9)
      expect(result.icc3_1).toEqual({ icc: 1, ci: { lower: 1, upper: 1 } })
    }
  })

  it('keeps negative estimates, and has no mean of raters where its variance would be negative', () => {
    // R: ICC2 -0.5417 (-0.6665, 0.1113), ICC3 -0.4 (-0.4791, 0.0861); its ICC2k of 19.5 is no correlation.
    const result = intraclassCorrelations([
      [1, 4, 2],
      [3, 1, 5],
      [2, 5, 1],
      [4, 2, 2],
      [3, 3, 4],
    ])
    expectClose(result.icc2_1.icc, -0.5416666666666667)
    expectClose(result.icc2_1.ci?.lower ?? null, -0.6665175538470948, 1e-10)
    expectClose(result.icc2_1.ci?.upper ?? null, 0.1112959079290334, 1e-10)
    expectClose(result.icc3_1.icc, -0.4)
    expectClose(result.icc3_1.ci?.lower ?? null, -0.4790902447181712, 1e-10)
    expect(result.icc2_k).toEqual({ icc: null, ci: null })
  })

  it('does not hang on order, place or scale', () => {
    const result = intraclassCorrelations(marks)
    const turned = [...marks].reverse().map((row) => [...row].reverse().map((mark) => 1000 + 3 * mark))
    const other = intraclassCorrelations(turned)
    for (const kind of ['icc2_1', 'icc2_k', 'icc3_1', 'icc1_1'] as const) {
      expectClose(other[kind].icc, result[kind].icc ?? 0, 1e-9)
      expectClose(other[kind].ci?.lower ?? null, result[kind].ci?.lower ?? 0, 1e-9)
    }
  })

  it('drops items with a missing mark', () => {
    const result = intraclassCorrelations([...marks, [1, null, 9], [2, 2]])
    expect(result).toEqual(intraclassCorrelations(marks))
  })

  it('is 1 for full agreement and null without variation, for one item, one rater and no items', () => {
    const one = { icc: 1, ci: { lower: 1, upper: 1 } }
    const none = { icc: null, ci: null }
    const all = (value: object) => ({ icc2_1: value, icc2_k: value, icc3_1: value, icc1_1: value })
    expect(
      intraclassCorrelations([
        [0.1, 0.1],
        [0.3, 0.3],
        [0.7, 0.7],
      ]),
    ).toMatchObject(all(one))
    expect(
      intraclassCorrelations([
        [0.1, 0.1],
        [0.1, 0.1],
      ]),
    ).toMatchObject(all(none))
    expect(intraclassCorrelations([[1, 2, 3]])).toEqual({ nItems: 1, nRaters: 3, ...all(none) })
    expect(intraclassCorrelations([[1], [2]])).toEqual({ nItems: 2, nRaters: 1, ...all(none) })
    expect(intraclassCorrelations([])).toEqual({ nItems: 0, nRaters: null, ...all(none) })
    expect(() => intraclassCorrelations([[1, Number.NaN]])).toThrow('finite')
  })
})
