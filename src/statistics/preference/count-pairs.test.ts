import { describe, expect, it } from 'vitest'
import { countPairs } from './count-pairs.ts'

const rows = { systems: 3, slotA: [0, 0, 2, 0, 1], slotB: [1, 1, 0, 1, 0], outcome: [1, 0, -1, 1, -1] }

describe('countPairs', () => {
  it('counts ordered pairs apart', () => {
    expect(countPairs(rows)).toEqual([
      { a: 0, b: 1, winsA: 2, ties: 1, winsB: 0 },
      { a: 1, b: 0, winsA: 0, ties: 0, winsB: 1 },
      { a: 2, b: 0, winsA: 0, ties: 0, winsB: 1 },
    ])
    expect(countPairs({ systems: 0, slotA: [], slotB: [], outcome: [] })).toEqual([])
  })

  it.each([2, -2, 0.5, Number.NaN, 4_294_967_296])('refuses the outcome %d', (result) => {
    expect(() => countPairs({ ...rows, outcome: [1, 0, -1, 1, result] })).toThrow(
      'outcome 4 must be 1, 0 or -1',
    )
  })

  it.each([3, -1, 0.5, Number.NaN, 4_294_967_296])('refuses the system %d in either slot', (code) => {
    expect(() => countPairs({ ...rows, slotA: [0, 0, 2, code, 1] })).toThrow(
      'row 3 names a system outside the 3',
    )
    expect(() => countPairs({ ...rows, slotB: [1, 1, 0, code, 0] })).toThrow(
      'row 3 names a system outside the 3',
    )
  })
})
