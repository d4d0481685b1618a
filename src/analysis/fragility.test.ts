import { describe, expect, it } from 'vitest'
import { fragility } from './fragility.ts'
import type { VerdictName } from './results-schema.ts'

function contrast(values: readonly number[]) {
  return {
    values: Float64Array.from(values),
    question: Int32Array.from(values, (_, row) => row),
    reviewer: null,
    opponent: Int32Array.from(values, () => -1),
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
      becomes: 'cannot tell',
    })
  })

  it('counts the unfavourable marks where those change the verdict sooner', () => {
    // 10 wins and 8 losses: a lead of 2 needs two reversed losses to reach 6.
    const values = [...new Array(10).fill(1), ...new Array(8).fill(-1)]
    expect(fragility(contrast(values), 'cannot tell', verdictOf, options)).toMatchObject({
      direction: 'for',
      marks: 2,
      of: 8,
      becomes: 'superior',
    })
  })

  it('is null where no number of reversals changes the verdict', () => {
    expect(fragility(contrast([1, -1, 0]), 'undetermined', () => 'undetermined', options)).toBeNull()
    expect(fragility(contrast([]), 'undetermined', () => 'undetermined', options)).toBeNull()
  })
})
