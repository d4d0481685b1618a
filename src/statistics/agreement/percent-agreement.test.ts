import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { percentAgreement } from './percent-agreement.ts'

describe('percentAgreement', () => {
  it('averages the shares of agreeing pairs over units', () => {
    // By hand: pairs equal 3/3, 1/3, 0/1; within one step 3/3, 1/3, 1/1; the last unit has one mark.
    const result = percentAgreement([
      [2, 2, 2],
      [1, 1, 4],
      [3, null, 4],
      [null, 1, null],
    ])
    expect(result.units).toBe(3)
    expectClose(result.pairwise, 4 / 9)
    expectClose(result.withinOneStep, 7 / 9)
    expectClose(result.unanimous, 1 / 3)
  })

  it('takes a step in spite of rounding', () => {
    expect(percentAgreement([[0.2, 0.1 + 0.2]], 0.1).withinOneStep).toBe(1)
    expect(percentAgreement([[0.2, 0.31]], 0.1).withinOneStep).toBe(0)
  })

  it('is null without pairs', () => {
    expect(percentAgreement([[1, null]])).toEqual({
      units: 0,
      pairwise: null,
      withinOneStep: null,
      unanimous: null,
    })
    expect(() => percentAgreement([[1, 2]], 0)).toThrow('step')
  })
})
