import { describe, expect, it } from 'vitest'
import { clusterReplicates, columnReplicates } from './cluster-replicates.ts'
import { compressColumns, joinColumns } from './compressed-columns.ts'

// Two statistics over four clusters; the second holds nothing of clusters 0 and 2.
const table = {
  clusters: 4,
  statistics: 2,
  numeratorSums: [1, 0, -2, 3, 0, 0, 4, -1],
  denominatorSums: [2, 0, 2, 3, 1, 0, 5, 1],
}
const columns = [
  { cluster: [0, 1, 2, 3], numerator: [1, -2, 0, 4], denominator: [2, 2, 1, 5] },
  { cluster: [1, 3], numerator: [3, -1], denominator: [3, 1] },
]

describe('joinColumns', () => {
  it('gives what a table of all clusters gives, column by column', () => {
    const joined = joinColumns(columns, 4)
    expect(joined).toEqual(compressColumns(table))
    expect([...joined.starts]).toEqual([0, 4, 6])
    expect([...joined.cluster]).toEqual([0, 1, 2, 3, 1, 3])
    const about = { clusters: 4, seed: 7, stream: ['columns'] }
    expect(columnReplicates({ ...about, columns: joined }, 3, 20)).toEqual(
      clusterReplicates({ ...table, ...about }, 3, 20),
    )
  })

  it('packs whole numbers only', () => {
    // 4 + 2^26 x 5.
    expect(joinColumns(columns, 4).packed?.[3]).toBe(335544324)
    expect(joinColumns([{ cluster: [0], numerator: [0.5], denominator: [1] }], 1).packed).toBe(null)
  })

  it('refuses sums that are not finite, clusters that are not there, and columns of unequal length', () => {
    const column = (cluster: number, numerator: number, denominators: readonly number[]) => () =>
      joinColumns([{ cluster: [cluster], numerator: [numerator], denominator: denominators }], 4)
    expect(column(0, Number.NaN, [1])).toThrow('cluster sums must be finite; entry 0 is not')
    expect(column(4, 1, [1])).toThrow('cluster must be 0 to 3; entry 0 is 4')
    expect(column(0, 1, [])).toThrow('denominator')
  })
})
