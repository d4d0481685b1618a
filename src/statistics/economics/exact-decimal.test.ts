import { describe, expect, it } from 'vitest'
import { ceilingRatio, scaledDecimals } from './exact-decimal.ts'

describe('scaledDecimals', () => {
  it('brings decimals to one power of ten', () => {
    expect(scaledDecimals([0.02, 3000, 1.5])).toEqual([2n, 300000n, 150n])
    expect(scaledDecimals([1.5e-7, 1e21, 0])).toEqual([15n, 100000000000000000000000000000n, 0n])
    expect(scaledDecimals([])).toEqual([])
  })
})

describe('ceilingRatio', () => {
  it('rounds up, and not when the ratio is whole', () => {
    expect([ceilingRatio(7n, 2n), ceilingRatio(8n, 2n), ceilingRatio(0n, 2n)]).toEqual([4n, 4n, 0n])
  })
})
