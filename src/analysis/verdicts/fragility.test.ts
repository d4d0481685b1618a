import { describe, expect, it } from 'vitest'
import type { VerdictName } from '../results-schema.ts'
import { fragility } from './fragility.ts'

function contrast(values: readonly number[]) {
  return {
    values: Float64Array.from(values),
    question: Int32Array.from(values, (_, row) => row),
    reviewer: null,
    opponent: Int32Array.from(values, () => -1),
    byRefusalRule: new Uint8Array(values.length),
  }
}

const options = { seed: 1, stream: 'h', costly: false }
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)

describe('fragility', () => {
  // A verdict by a rule that can be counted by hand: superior while wins exceed losses by at least 5.
  const verdictOf = (values: Float64Array): VerdictName => (sum(values) >= 5 ? 'superior' : 'cannot tell')

  it('counts the favourable marks to reverse', () => {
    // 20 wins, 8 losses, 4 ties: the lead of 12 falls by 2 with every reversal, so the fourth makes it 4.
    const values = [...new Array(20).fill(1), ...new Array(8).fill(-1), ...new Array(4).fill(0)]
    expect(fragility(contrast(values), 'superior', verdictOf, options)).toEqual({
      direction: 'against',
      marks: 4,
      lowest: 4,
      highest: 4,
      of: 20,
      orders: 21,
      becomes: [{ verdict: 'cannot tell', orders: 21 }],
    })
  })

  it('counts the unfavourable marks where those change the verdict sooner', () => {
    // 10 wins and 8 losses: a lead of 2 needs two reversed losses to reach 6.
    const values = [...new Array(10).fill(1), ...new Array(8).fill(-1)]
    expect(fragility(contrast(values), 'cannot tell', verdictOf, options)).toMatchObject({
      direction: 'for',
      marks: 2,
      of: 8,
      becomes: [{ verdict: 'superior', orders: 21 }],
    })
  })

  it('finds a verdict that lasts for a few marks only', () => {
    // 40 wins: the lead of 40 falls by 2; it is 22 to 26 after 7 to 9 reversals and would be jumped over by doubling.
    const window = (values: Float64Array): VerdictName =>
      sum(values) >= 22 && sum(values) <= 26 ? 'equivalent' : 'cannot tell'
    expect(fragility(contrast(new Array(40).fill(1)), 'cannot tell', window, options)).toMatchObject({
      marks: 7,
      becomes: [{ verdict: 'equivalent', orders: 21 }],
    })
  })

  it('does not reverse what the refusal rule gave', () => {
    const values = [...new Array(20).fill(1), ...new Array(8).fill(-1)]
    const given = contrast(values)
    given.byRefusalRule.fill(1, 0, 10)
    expect(fragility(given, 'superior', verdictOf, options)).toMatchObject({ marks: 4, of: 10 })
  })

  it('is null where no number of reversals changes the verdict', () => {
    expect(fragility(contrast([1, -1, 0]), 'undetermined', () => 'undetermined', options)).toBeNull()
    expect(fragility(contrast([]), 'undetermined', () => 'undetermined', options)).toBeNull()
  })
})
