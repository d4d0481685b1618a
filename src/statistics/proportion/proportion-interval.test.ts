import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { proportionInterval } from './proportion-interval.ts'

// R 4.2.2: binom.test(3, 17, conf.level = 0.99), prop.test(3, 17, conf.level = 0.99, correct = FALSE).
describe('proportionInterval', () => {
  it('matches R at 99%', () => {
    const exact = proportionInterval(3, 17, 0.99, 'clopper-pearson')
    const score = proportionInterval(3, 17, 0.99)
    expectClose(exact?.lower ?? null, 0.020924344300441, 1e-10)
    expectClose(exact?.upper ?? null, 0.510403750494893, 1e-10)
    expectClose(score?.lower ?? null, 0.0458297065446815, 1e-10)
    expectClose(score?.upper ?? null, 0.488756791306775, 1e-10)
  })

  it('mirrors successes and failures', () => {
    for (const method of ['wilson', 'clopper-pearson'] as const) {
      const few = proportionInterval(2, 40, 0.95, method)
      const many = proportionInterval(38, 40, 0.95, method)
      expectClose(many?.upper ?? null, 1 - (few?.lower ?? 0))
    }
  })

  it('ends exactly at 0 and 1 and is null without trials', () => {
    expect(proportionInterval(0, 9)?.lower).toBe(0)
    expect(proportionInterval(9, 9, 0.95, 'clopper-pearson')?.upper).toBe(1)
    expect(proportionInterval(0, 0)).toBeNull()
    expect(() => proportionInterval(3, 2)).toThrow('must not exceed')
  })
})
