import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { bradleyTerryStyle } from './bt-style.ts'
import { davidsonCovariates } from './davidson-covariates.ts'
import { styleControl } from './style-control.ts'
import { covariateSample as sample } from './testing/covariate-sample.ts'

// R 4.2.2, sandwich 3.0-2: influence values estfun(m) %*% bread(m) of the fits without and with covariates, their
// difference summed by question, reviewer and cell, G/(G-1), the guard; qt(0.975, 4) = 2.776445105198.
describe('styleControl', () => {
  const { systems, df } = styleControl(sample, 'half')

  it('gives each system without and with control, and the change with its own error', () => {
    const without = [0.2153174938451, -0.08971619596997, -0.1256012978751]
    const seWithout = [0.1506450654941, 0.1428336740893, 0.1158729037758]
    const change = [0.0003385676471443, -0.002025709675916, 0.001687142028772]
    const seChange = [0.004822434549748, 0.006733415692495, 0.007519112863635]
    expect(df).toBe(4)
    expect(systems).toHaveLength(3)
    systems?.forEach((system, i) => {
      expectClose(system.without.estimate, without[i] ?? 0, 1e-8)
      expectClose(system.without.se, seWithout[i] ?? 0, 1e-8)
      expectClose(system.change.estimate, change[i] ?? 0, 1e-6)
      expectClose(system.change.se, seChange[i] ?? 0, 1e-7)
      const half = 2.776445105198 * (seChange[i] ?? 0)
      expectClose(system.change.ci?.upper ?? null, (change[i] ?? 0) + half, 1e-7)
      expectClose(system.change.ci?.lower ?? null, (change[i] ?? 0) - half, 1e-7)
    })
  })

  it('repeats the two models', () => {
    const style = bradleyTerryStyle(sample)
    const model = davidsonCovariates(sample)
    const davidson = styleControl(sample, 'parameter').systems
    systems?.forEach((system, i) => {
      expectClose(system.with.estimate, style.ability?.[i] ?? 0)
      expectClose(system.with.se, style.seCluster?.[i] ?? 0)
      expectClose(davidson?.[i]?.with.estimate ?? null, model.logWorth?.[i] ?? 0)
      expectClose(davidson?.[i]?.with.se ?? null, model.clustered?.systems?.[i] ?? 0)
    })
  })

  it('has no interval with one cluster, and nothing but the reason without a fit', () => {
    const question = Array.from(sample.question, () => 0)
    const single = styleControl({ ...sample, question, reviewer: null }, 'half')
    expect(single.systems?.map(({ change }) => [change.se, change.ci])).toEqual(Array(3).fill([null, null]))
    const separated = styleControl({ ...sample, covariates: [sample.outcome] }, 'half')
    expect(separated.systems).toBeNull()
    expect(separated.reason).toContain('separated')
    expect(styleControl({ ...sample, outcome: question }, 'parameter').reason).toContain('ties')
    expect(() => styleControl(sample, 'half', 95)).toThrow(RangeError)
  })
})
