import { describe, expect, it } from 'vitest'
import { denseCodes, placesByCluster, rowsByCluster } from './cluster-codes.ts'

describe('denseCodes', () => {
  it('numbers codes by first use, near together or far apart', () => {
    const wanted = [0, 1, 0, 2, 1]
    expect(Array.from(denseCodes([4, 2, 4, 9, 2]).code)).toEqual(wanted)
    expect(Array.from(denseCodes([-4, 2_000_000_000, -4, 0, 2_000_000_000]).code)).toEqual(wanted)
    expect(denseCodes([-2147483648, 2147483647]).count).toBe(2)
    expect(denseCodes([]).count).toBe(0)
  })

  it('keeps thousands of scattered codes apart', () => {
    const codes = Array.from({ length: 5000 }, (_, i) => Math.imul(i % 2500, 0x10001) - 7)
    const dense = denseCodes(codes)
    expect(dense.count).toBe(2500)
    expect(dense.code.every((code, row) => code === row % 2500)).toBe(true)
  })
})

describe('rowsByCluster', () => {
  it('sorts stably, and by two keys when called twice', () => {
    const first = denseCodes([5, 6, 5, 6, 5])
    const { rows, starts } = rowsByCluster(first)
    expect([Array.from(rows), Array.from(starts)]).toEqual([
      [0, 2, 4, 1, 3],
      [0, 3, 5],
    ])
    const second = denseCodes([8, 8, 9, 9, 8])
    expect(Array.from(rowsByCluster(first, rowsByCluster(second).rows).rows)).toEqual([0, 4, 2, 1, 3])
  })
})

describe('placesByCluster', () => {
  it('is rowsByCluster the other way round', () => {
    // By hand: cluster 0 has the rows 0, 3 and 4, cluster 1 the row 1, cluster 2 the rows 2 and 5.
    const codes = { code: Int32Array.of(0, 1, 2, 0, 0, 2), count: 3 }
    const { places, starts } = placesByCluster(codes)
    expect([...places]).toEqual([0, 3, 4, 1, 2, 5])
    expect([...starts]).toEqual([0, 3, 4, 6])
    expect([...rowsByCluster(codes).rows].map((row) => places[row])).toEqual([0, 1, 2, 3, 4, 5])
  })
})
