import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { ppiMean } from './mean.ts'

const y = [1, 0, 1, 1, 0, 1]
const f = [0.9, 0.2, 0.6, 0.8, 0.4, 0.7]
const fUnlabeled = [0.5, 0.9, 0.3, 0.6]

describe('ppiMean', () => {
  it('is the mean of the judge corrected by its error on the answers that clinicians marked', () => {
    const result = ppiMean({ y, f, fUnlabeled }, { lambda: 1 })
    // mean(u) = 2.3/4; y - f: 0.1, -0.2, 0.4, 0.2, -0.4, 0.3, mean 0.4/6.
    expectClose(result.estimate, 2.3 / 4 + 0.4 / 6)
    // Squared deviations: u 0.1875; y - f 0.5 - 0.4 x 0.4/6.
    expectClose(result.se, Math.sqrt(0.1875 / 3 / 4 + (0.5 - 0.16 / 6) / 5 / 6))
    expectClose(result.judgeOnly, 5.9 / 10)
    expectClose(result.classical.estimate, 4 / 6)
    expectClose(result.classical.se, Math.sqrt((6 * (2 / 9)) / 5 / 6))
  })

  it('leaves the judge out with lambda 0, whatever it marked', () => {
    const result = ppiMean({ y, f, fUnlabeled: [] }, { lambda: 0 })
    expect(result.estimate).toBe(result.classical.estimate)
    expect(result.se).toBe(result.classical.se)
    expect(result.effectiveSampleRatio).toBe(1)
  })

  it('moves with the marks: a shift of the clinicians shifts the estimate only', () => {
    const plain = ppiMean({ y, f, fUnlabeled })
    const shifted = ppiMean({ y: y.map((mark) => mark + 10), f, fUnlabeled })
    expectClose(shifted.estimate, (plain.estimate ?? 0) + 10)
    expectClose(shifted.se, plain.se ?? 0)
    const biased = ppiMean({
      y,
      f: f.map((mark) => mark + 3),
      fUnlabeled: fUnlabeled.map((mark) => mark + 3),
    })
    expectClose(biased.estimate, plain.estimate ?? 0)
    expectClose(biased.lambda, plain.lambda ?? 0)
  })

  it('gives a constant or contrary judge no weight', () => {
    // 0.1 summed and averaged is not exactly 0.1.
    const constant = ppiMean({ y, f: f.map(() => 0.1), fUnlabeled: [0.1, 0.1, 0.1] })
    expect(constant.lambda).toBe(0)
    expect(ppiMean({ y, f: f.map((mark) => -mark), fUnlabeled }).lambda).toBe(0)
  })

  it('stands on the clinicians alone without other answers', () => {
    const alone = ppiMean({ y, f, fUnlabeled: [] })
    expect(alone).toMatchObject({ lambda: 0, estimate: 4 / 6, effectiveSampleRatio: 1 })
    expect(ppiMean({ y, f, fUnlabeled: [] }, { lambda: 1 })).toMatchObject({
      estimate: null,
      se: null,
      ci: null,
    })
  })

  it('has no standard error from one mark', () => {
    for (const ddof of [0, 1] as const) {
      expect(ppiMean({ y: [0.6], f: [0.5], fUnlabeled }, { ddof })).toMatchObject({
        lambda: 0,
        estimate: 0.6,
        se: null,
        ci: null,
        classical: { estimate: 0.6, se: null },
        effectiveSampleRatio: null,
      })
      expect(ppiMean({ y, f, fUnlabeled: [0.5] }, { ddof, lambda: 1 })).toMatchObject({ se: null, ci: null })
    }
  })

  it('has no interval from marks without variation', () => {
    const same = ppiMean({ y: [0.1, 0.3, 0.7], f: [0.2, 0.4, 0.8], fUnlabeled: [0.5, 0.5] }, { lambda: 1 })
    expect(same).toMatchObject({ se: 0, ci: null, effectiveSampleRatio: null })
    expectClose(same.estimate, 0.4)
  })

  it('is null without clinicians and drops missing marks', () => {
    expect(ppiMean({ y: [], f: [], fUnlabeled: [1, 2] })).toMatchObject({
      lambda: null,
      estimate: null,
      se: null,
      ci: null,
      classical: { estimate: null, se: null },
      judgeOnly: 1.5,
      nLabeled: 0,
    })
    expect(ppiMean({ y: [], f: [], fUnlabeled: [] }).judgeOnly).toBeNull()
    const missing = {
      y: [...y, Number.NaN, 1],
      f: [...f, 0.1, Number.NaN],
      fUnlabeled: [Number.NaN, ...fUnlabeled],
    }
    expect(ppiMean(missing)).toEqual(ppiMean({ y, f, fUnlabeled }))
  })

  it('rejects what is not of the contract', () => {
    expect(() => ppiMean({ y, f: [1], fUnlabeled })).toThrow('f must have')
    expect(() => ppiMean({ y, f, fUnlabeled }, { level: 95 })).toThrow('level')
    expect(() => ppiMean({ y, f, fUnlabeled }, { lambda: Number.NaN })).toThrow('lambda')
  })
})
