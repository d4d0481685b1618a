import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { alphaSpending } from './alpha-spending.ts'
import { lookAdjustedP } from './look-adjusted-p.ts'

// R 4.2.2, mvtnorm: nominal p of the second look at information 0.3 and 0.7 for a known overall alpha.
describe('lookAdjustedP', () => {
  it('finds the overall level whose bound the p-value meets', () => {
    const plan = { information: [0.3, 0.7, 1], type: 'obf', look: 2 } as const
    expectClose(lookAdjustedP({ ...plan, p: 0.00728589856506129 }), 0.03, 1e-7)
    expectClose(lookAdjustedP({ ...plan, p: 0.00946717045988305, sides: 1 }), 0.03, 1e-7)
    expectClose(lookAdjustedP({ ...plan, p: 0.119820696657257, sides: 1 }), 0.2, 1e-7)
    expectClose(lookAdjustedP({ ...plan, look: 1, p: 8.54515748895754e-5 }), 0.05, 1e-9)
  })

  it('leaves the p of a single look as it is', () => {
    for (const p of [0, 1e-12, 0.03, 0.7, 1]) {
      expect(lookAdjustedP({ p, look: 1, information: [1], type: 'obf' })).toBe(p)
    }
  })

  it('rejects exactly where the bound is crossed', () => {
    const information = [0.25, 0.5, 0.75, 1]
    for (const type of ['obf', 'pocock', 'linear'] as const) {
      const { nominalP } = alphaSpending({ type, alpha: 0.05, information })
      nominalP.forEach((nominal, index) => {
        const at = (p: number) => lookAdjustedP({ p, look: index + 1, information, type })
        expect(at(nominal * 0.9999)).toBeLessThan(0.05)
        expect(at(Math.min(1, nominal * 1.0001))).toBeGreaterThan(0.05)
      })
    }
  })

  it('rejects where the bound of the last look is crossed that fewer marks than planned leave', () => {
    // R mvtnorm (test/golden/alpha_spending.R): bound 1.96541138539506, two-sided p 0.0493666427962.
    const stopped = { look: 2, information: [0.52, 1], amounts: [520, 800], type: 'obf' } as const
    expectClose(lookAdjustedP({ ...stopped, p: 0.0493666427962 }), 0.05, 1e-9)
  })

  it('rises with p, is never below it and ends at 1', () => {
    let before = 0
    for (const p of [0, 1e-30, 1e-8, 0.001, 0.02, 0.2, 0.6, 0.95, 1]) {
      const adjusted = lookAdjustedP({ p, look: 3, information: [0.2, 0.6, 1], type: 'pocock' })
      expect(adjusted).toBeGreaterThanOrEqual(Math.max(before, p * (1 - 1e-9)))
      expect(adjusted).toBeLessThanOrEqual(1)
      before = adjusted
    }
    expect(lookAdjustedP({ p: 0.3, look: 1, information: [0.01, 1], type: 'obf' })).toBe(1)
  })

  it('names a look that was not planned', () => {
    expect(() => lookAdjustedP({ p: 0.1, look: 3, information: [0.5, 1], type: 'obf' })).toThrow(
      'from 1 to 2',
    )
    expect(() => lookAdjustedP({ p: -0.1, look: 1, information: [1], type: 'obf' })).toThrow(
      'between 0 and 1',
    )
  })
})
