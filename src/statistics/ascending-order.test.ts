import { describe, expect, it } from 'vitest'
import { ascendingOrder } from './ascending-order.ts'
import { createGenerator } from './random/generator.ts'

/** The same by comparison of every pair, as the language sorts. */
function byComparison(values: Float64Array): number[] {
  return Array.from(values, (_, place) => place).sort(
    (left, right) => (values[left] ?? 0) - (values[right] ?? 0) || left - right,
  )
}

describe('ascendingOrder', () => {
  const generator = createGenerator(8, 'order')
  const samples: readonly (readonly [string, number, () => number])[] = [
    ['p-values', 5000, () => generator.uniform()],
    ['p-values of every size', 3000, () => Math.exp(-generator.integerBelow(700) * generator.uniform())],
    ['few values', 200, () => generator.normal()],
    ['signed numbers', 3000, () => generator.normal() * 1e6],
    ['a few values with many ties', 3000, () => generator.integerBelow(5) - 2],
    ['both zeros', 500, () => (generator.integerBelow(2) === 0 ? 0 : -0)],
    [
      'neighbours that share their leading bits',
      400,
      () => 1 + generator.integerBelow(1000) * Number.EPSILON,
    ],
    ['infinities', 400, () => (generator.integerBelow(3) - 1) / 0],
  ]

  it.each(samples)('sorts %s as comparisons do, ties in the order given', (_, size, draw) => {
    const values = Float64Array.from({ length: size }, draw).map((value) => (Number.isNaN(value) ? 0 : value))
    const expected = byComparison(values.map((value) => Math.max(-1e308, Math.min(1e308, value))))
    expect(Array.from(ascendingOrder(values))).toEqual(expected)
  })

  it('takes none and one', () => {
    expect(ascendingOrder(new Float64Array(0))).toHaveLength(0)
    expect(Array.from(ascendingOrder(Float64Array.of(-3)))).toEqual([0])
  })
})
