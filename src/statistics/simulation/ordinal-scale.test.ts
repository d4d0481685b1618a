import { describe, expect, it } from 'vitest'
import { checkOrdinalScale, markOf, roundingScale } from './ordinal-scale.ts'

describe('roundingScale', () => {
  it('rounds latent values to marks, with a floor and a ceiling', () => {
    const scale = roundingScale(1, 4)
    expect(scale).toEqual({ marks: [1, 2, 3, 4], cuts: [1.5, 2.5, 3.5] })
    expect([-7, 1.49, 1.5, 3.2, 3.5, 9].map((latent) => markOf(scale, latent))).toEqual([1, 1, 2, 3, 4, 4])
  })

  it('makes a binary mark of 0 and 1', () => {
    expect(roundingScale(0, 1)).toEqual({ marks: [0, 1], cuts: [0.5] })
  })

  it('names the legal range', () => {
    expect(() => roundingScale(4, 1)).toThrow('min must lie below max')
    expect(() => roundingScale(1, 4, 5)).toThrow('at most 3')
    expect(() => checkOrdinalScale({ marks: [1, 2], cuts: [] })).toThrow('cuts must have 1 entries')
    expect(() => checkOrdinalScale({ marks: [1, 2, 3], cuts: [2, 1] })).toThrow('increase')
  })
})
