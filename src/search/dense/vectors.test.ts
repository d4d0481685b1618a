import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalise } from './embedder.ts'
import { nearest, toInt8 } from './vectors.ts'

const exact = (rows: readonly (readonly number[])[]) =>
  ({
    precision: 'float32',
    dimensions: rows[0]?.length ?? 1,
    values: Float32Array.from(rows.flat()),
  }) as const

describe('nearest', () => {
  it('is in the order of the cosines, by hand', () => {
    // With (0.6, 0.8): 0.6, 0.8, 0.96 and -0.6.
    const vectors = exact([
      [1, 0],
      [0, 1],
      [0.8, 0.6],
      [-1, 0],
    ])
    const { passages, scores } = nearest(vectors, Float32Array.of(0.6, 0.8), 3)
    expect([...passages]).toEqual([2, 1, 0])
    expect([...scores]).toEqual([0.96, 0.8, 0.6].map((one) => expect.closeTo(one, 6)))
  })

  it('gives all where there are fewer, and refuses other dimensions', () => {
    expect(nearest(exact([[1, 0]]), Float32Array.of(-1, 0), 5).passages).toHaveLength(1)
    expect(() => nearest(exact([[1, 0]]), Float32Array.of(1), 5)).toThrow(RangeError)
  })

  it('differs little with whole numbers', () => {
    const row = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), row, (rows, asked) => {
        const unit = (one: readonly number[]) => {
          const vector = Float32Array.from(one)
          return normalise(vector) ? vector : Float32Array.of(1, 0, 0, 0, 0, 0, 0, 0)
        }
        const vectors = exact(rows.map((one) => [...unit(one)]))
        const query = unit(asked)
        const small = toInt8(vectors.values, 8)
        const [right, near] = [nearest(vectors, query, 99), nearest(small, query, 99)]
        const of = new Map([...right.passages].map((passage, at) => [passage, right.scores[at]!]))
        // Each number is off by half a step of at most 1 / 127: at most 8 / 254 in a product of eight, with a query of length 1 sqrt(8) / 254.
        for (const [at, passage] of near.passages.entries())
          expect(Math.abs(near.scores[at]! - of.get(passage)!)).toBeLessThan(Math.sqrt(8) / 254 + 1e-6)
      }),
    )
  })
})

describe('normalise', () => {
  it('has length 1, and is false where there is no direction', () => {
    const vector = Float32Array.of(3, 4)
    expect(normalise(vector)).toBe(true)
    expect([...vector]).toEqual([expect.closeTo(0.6, 6), expect.closeTo(0.8, 6)])
    expect(
      [Float32Array.of(0, 0), Float32Array.of(Number.NaN, 1), Float32Array.of(1e30, 1e30)].map(normalise),
    ).toEqual([false, false, true])
    expect(normalise(Float32Array.of(Number.POSITIVE_INFINITY, 1))).toBe(false)
  })
})
