import { describe, expect, it } from 'vitest'
import { fieldedBm25 } from './bm25-ranker.ts'
import { featureColumn, featureSchemaHash } from './features/feature-schema.ts'
import { type FeatureTable, featureWidth, standardised } from './features/feature-table.ts'
import { fuse } from './fuse.ts'
import { linearRanker } from './linear-ranker.ts'
import { labelFreePrior, priorFeatures } from './prior.ts'
import { checkedScores } from './ranker.ts'
import { byTieHash, ranked } from './tie-order.ts'

/** A table in which one column has the given values and all others are equal. */
function tableOf(columns: Readonly<Record<string, readonly number[]>>, candidates: number): FeatureTable {
  const values = new Float64Array(candidates * featureWidth).fill(0.3)
  for (const [name, column] of Object.entries(columns)) {
    const at = featureColumn(priorFeatures.find((one) => one === name) ?? 'bm_first')
    for (const [row, value] of column.entries()) values[row * featureWidth + at] = value
  }
  return { schemaHash: featureSchemaHash, candidates, values }
}

// python3, numpy 1.24.2: x = np.array([1, 2, 4, 9.]); (x - x.mean()) / x.std()
const z = [-0.9733285267845753, -0.6488856845230502, 0, 1.6222142113076254]

describe('standardised', () => {
  it('agrees with numpy, and is 0 for values that differ by rounding only', () => {
    const table = tableOf({ bm_all: [1, 2, 4, 9], cov_all: [0.1 + 0.2, 0.3, 0.3, 0.1 + 0.2] }, 4)
    for (const [row, value] of standardised(table, featureColumn('bm_all')).entries())
      expect(value).toBeCloseTo(z[row] ?? 0, 14)
    expect([...standardised(table, featureColumn('cov_all'))]).toEqual([0, 0, 0, 0])
    expect(standardised(tableOf({}, 0), 0)).toHaveLength(0)
    expect([...standardised(tableOf({}, 1), 0)]).toEqual([0])
  })
})

describe('labelFreePrior', () => {
  it('is the mean of twelve standardised features; those without spread do not move it', () => {
    expect(priorFeatures).toHaveLength(12)
    const one = labelFreePrior.score(tableOf({ bm_all: [1, 2, 4, 9] }, 4))
    for (const [row, score] of one.entries()) expect(score).toBeCloseTo((z[row] ?? 0) / 12, 14)
    const both = labelFreePrior.score(tableOf({ bm_all: [1, 2, 4, 9], fo_cov: [9, 4, 2, 1] }, 4))
    expect(both[0]).toBeCloseTo(((z[0] ?? 0) + (z[3] ?? 0)) / 12, 14)
  })
})

describe('linearRanker', () => {
  const none = new Float64Array(featureWidth)
  const table = tableOf({ bm_all: [1, 2, 4, 9] }, 4)

  it('adds weighed features to the weighed prior', () => {
    const weights = none.slice()
    weights[featureColumn('bm_all')] = 2
    const ranker = linearRanker({ id: 'm', schemaHash: featureSchemaHash, priorWeight: 3, weights })
    for (const [row, score] of checkedScores(ranker, table).entries())
      expect(score).toBeCloseTo((z[row] ?? 0) * (3 / 12 + 2), 13)
  })

  it('refuses another schema or another number of weights', () => {
    expect(() => linearRanker({ id: 'm', schemaHash: 'x', priorWeight: 1, weights: none })).toThrow(
      'schema x',
    )
    expect(() =>
      linearRanker({ id: 'm', schemaHash: featureSchemaHash, priorWeight: 1, weights: [1] }),
    ).toThrow('weights, not 1')
    expect(() => checkedScores(labelFreePrior, { ...table, schemaHash: 'y' })).toThrow('not y')
  })
})

describe('fieldedBm25', () => {
  it('reads its one column', () => {
    expect([...fieldedBm25.score(tableOf({ bm_first: [5, 1] }, 2))]).toEqual([5, 1])
  })
})

describe('fuse', () => {
  it('adds reciprocal ranks', () => {
    // By hand, k = 60: b 1/62 + 1/61, a 1/61 + 1/63, c 1/62, d 1/63.
    const fused = fuse('q', [
      ['a', 'b', 'd'],
      ['b', 'c', 'a'],
    ])
    expect(fused.map(({ id }) => id)).toEqual(['b', 'a', 'c', 'd'])
    expect(fused[0]?.score).toBeCloseTo(1 / 62 + 1 / 61, 15)
    expect(fused[1]?.score).toBeCloseTo(1 / 61 + 1 / 63, 15)
  })

  it('counts a document once in a list, takes no list for nothing, and refuses a k below 0', () => {
    expect(fuse('q', [['a', 'a', 'b']]).map(({ score }) => score)).toEqual([1 / 61, 1 / 62])
    expect(fuse('q', [])).toEqual([])
    expect(() => fuse('q', [], -1)).toThrow('at least 0, not -1')
  })
})

describe('the order of equals', () => {
  const ids = Array.from({ length: 400 }, (_, index) => `d${index}`)

  it('is the same however they come, and another for another question', () => {
    const forward = ranked('q1', ids, new Float64Array(400)).map((index) => ids[index])
    const turned = [...ids].reverse()
    expect(ranked('q1', turned, new Float64Array(400)).map((index) => turned[index])).toEqual(forward)
    expect(ranked('q2', ids, new Float64Array(400)).map((index) => ids[index])).not.toEqual(forward)
  })

  it('tells nothing of their place in the file', () => {
    // The mean place of the first half is that of chance, 199.5, with a standard deviation of 5.8.
    const order = ranked('q1', ids, new Float64Array(400))
    const mean = order.slice(0, 200).reduce((sum, index) => sum + index, 0) / 200
    expect(Math.abs(mean - 199.5)).toBeLessThan(4 * 5.8)
  })

  it('comes after the scores, and a score that is none comes last', () => {
    expect(ranked('q', ['a', 'b', 'c'], [Number.NaN, 1, 2])).toEqual([2, 1, 0])
    expect(byTieHash('q')('a', 'a')).toBe(0)
  })
})
