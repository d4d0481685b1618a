import fc from 'fast-check'

/** Multiples of 1/4, so that sums are exact and equal values occur. */
export function quarters(low: number, high: number): fc.Arbitrary<number> {
  return fc.integer({ min: low * 4, max: high * 4 }).map((value) => value / 4)
}

export function whole(low: number, high: number): fc.Arbitrary<number> {
  return fc.integer({ min: low, max: high })
}

export const systems = ['llm', 'search', 'tool']
export const question = whole(1, 8).map((number) => `q${number}`)
export const reviewer = whole(1, 5).map((number) => `r${number}`)
/** Two systems that differ. */
export const twoSystems = fc
  .shuffledSubarray(systems, { minLength: 2, maxLength: 2 })
  .map(([a = '', b = '']) => ({ a, b }))

export const level = fc.constantFrom(0.8, 0.95)

export function list<Value>(values: fc.Arbitrary<Value>, shortest: number, longest: number) {
  return fc.array(values, { minLength: shortest, maxLength: longest, size: 'max' })
}

/** Missing one time in eight. */
export function orMissing<Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> {
  return fc.option(values, { freq: 7, nil: null })
}

/** Rows of the same length. */
export function table<Value>(
  values: fc.Arbitrary<Value>,
  rows: readonly [number, number],
  columns: readonly [number, number],
): fc.Arbitrary<Value[][]> {
  return whole(...columns).chain((width) => list(list(values, width, width), ...rows))
}
