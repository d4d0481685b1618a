import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { randomEffects } from './random-effects.ts'

const y = [0.517, 0.043, 0.444, 0.114, 0.754, 0.303, -0.336, 0.493]
const v = [0.0781, 0.0222, 0.0145, 0.1149, 0.0163, 0.1064, 0.1021, 0.0402]

describe('randomEffects', () => {
  it('agrees with metafor', () => {
    // R 4.2.2 metafor 3.8-1: rma(y, v, method = "REML" | "PM" | "DL"), test = "adhoc", confint with tol 1e-12.
    const { fixed, reml, pm, dl, tau2QProfile } = randomEffects(y, v)
    expectClose(fixed?.estimate ?? null, 0.407775139943178, 1e-12)
    expectClose(dl?.tau2 ?? null, 0.0676485269836665, 1e-12)
    expectClose(pm?.tau2 ?? null, 0.0606434545212986, 1e-9)
    expectClose(reml?.tau2 ?? null, 0.065353904369058, 1e-8)
    expectClose(reml?.hkAdHoc?.ci?.lower ?? null, 0.0595799799566851, 1e-8)
    expectClose(reml?.pi?.upper ?? null, 1.03280186843821, 1e-9)
    expectClose(tau2QProfile?.lower ?? null, 0.0067119212629802, 1e-8)
    expectClose(tau2QProfile?.upper ?? null, 0.418323409918328, 1e-8)
  })

  it('gives k = 0 and nulls without studies', () => {
    expect(randomEffects([], [])).toEqual({
      k: 0,
      used: [],
      dropped: 0,
      studyIntervals: [],
      range: null,
      fixed: null,
      Q: null,
      pQ: null,
      I2Higgins: null,
      dl: null,
      pm: null,
      reml: null,
      tau2QProfile: null,
    })
  })

  it('gives one study back as it is', () => {
    const { k, fixed, reml, pQ, I2Higgins, tau2QProfile } = randomEffects([0.4], [0.04])
    expect({ k, pQ, I2Higgins, tau2QProfile }).toEqual({
      k: 1,
      pQ: null,
      I2Higgins: null,
      tau2QProfile: null,
    })
    expect(fixed).toMatchObject({ estimate: 0.4, weights: [100] })
    expect(reml).toMatchObject({ tau2: 0, estimate: 0.4, hk: null, hkAdHoc: null, pi: null })
    expectClose(reml?.se ?? null, 0.2)
  })

  it('has no prediction interval for two studies and a very wide Hartung-Knapp interval', () => {
    const { reml, tau2QProfile } = randomEffects([0.1, 0.6], [0.02, 0.03])
    // By hand: with two studies every estimator gives (0.5^2 - 0.05)/2, and t on 1 df is 12.7062.
    expectClose(reml?.tau2 ?? null, 0.1, 1e-9)
    expect(reml?.pi).toBeNull()
    const { lower = 0, upper = 0 } = reml?.hk?.ci ?? {}
    expectClose((upper - lower) / 2, 12.706204736174707 * (reml?.hk?.se ?? 0), 1e-9)
    // By hand: Q = 0.25/(0.05 + 2 tau2) is the 2.5% quantile of chi-square on 1 df, 0.000982069117175.
    expectClose(tau2QProfile?.upper ?? null, (0.25 / 0.000982069117175 - 0.05) / 2, 1e-9)
  })

  it('leaves out and counts rows without an estimate or a variance above 0', () => {
    const missing = Number.NaN
    const result = randomEffects([0.1, missing, 0.3, 0.5, 0.7, 0.2], [0.02, 0.1, 0, missing, 0.03, 0.05])
    expect([result.k, result.used, result.dropped]).toEqual([3, [0, 4, 5], 3])
    const { k, used, dropped, ...pooled } = randomEffects([0.1, 0.7, 0.2], [0.02, 0.03, 0.05])
    expect([k, used, dropped]).toEqual([3, [0, 1, 2], 0])
    expect(result).toMatchObject(pooled)
  })

  it('gives no plain Hartung-Knapp interval when all estimates are equal', () => {
    const { Q, I2Higgins, pQ, reml, tau2QProfile } = randomEffects([0.3, 0.3, 0.3], [0.1, 0.7, 0.3])
    expect([Q, I2Higgins, pQ]).toEqual([0, 0, 1])
    expect(reml).toMatchObject({ tau2: 0, estimate: 0.3, hk: { se: 0, ci: null, p: null } })
    expect(reml?.hkAdHoc?.ci).not.toBeNull()
    expect(tau2QProfile).toEqual({ lower: 0, upper: 0 })
  })

  it('turns with the sign of the effects and scales with their unit', () => {
    const one = randomEffects(y, v)
    const turned = randomEffects(
      y.map((effect) => -10 * effect),
      v.map((variance) => 100 * variance),
    )
    expectClose(turned.reml?.tau2 ?? null, 100 * (one.reml?.tau2 ?? 0), 1e-9)
    expectClose(turned.reml?.estimate ?? null, -10 * (one.reml?.estimate ?? 0), 1e-9)
    expectClose(turned.reml?.pi?.lower ?? null, -10 * (one.reml?.pi?.upper ?? 0), 1e-9)
    expectClose(turned.tau2QProfile?.upper ?? null, 100 * (one.tau2QProfile?.upper ?? 0), 1e-9)
  })

  it('never reports an interval narrower than that of known variances', () => {
    const { dl } = randomEffects([0.2, 0.21, 0.19], [0.05, 0.04, 0.06])
    expect(dl?.hk?.se).toBeLessThan(dl?.se ?? 0)
    expectClose(dl?.hkAdHoc?.se ?? null, dl?.se ?? 0)
  })

  it('weighs the studies to 100 percent, whatever the spread of their variances', () => {
    const { reml } = randomEffects([0.1, 0.3, -2, 5], [1e-9, 1e-3, 1, 100])
    expectClose(reml?.weights.reduce((sum, weight) => sum + weight, 0) ?? null, 100)
  })

  it('refuses a level in percent and columns of different lengths', () => {
    expect(() => randomEffects([0.1], [0.1], 95)).toThrow(RangeError)
    expect(() => randomEffects([0.1, 0.2], [0.1])).toThrow(RangeError)
  })
})
