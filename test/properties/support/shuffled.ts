import { createGenerator } from '../../../src/statistics/random/generator.ts'

/** The places 0 to n - 1 in an order drawn by the seed. */
export function drawnOrder(n: number, seed: number): number[] {
  const generator = createGenerator(seed, 'order')
  const places = Array.from({ length: n }, (_, place) => place)
  for (let last = n - 1; last > 0; last--) {
    const other = generator.integerBelow(last + 1)
    const kept = places[last]!
    places[last] = places[other]!
    places[other] = kept
  }
  return places
}

export function inOrder<Value>(values: readonly Value[], order: readonly number[]): Value[] {
  return order.map((place) => values[place]!)
}

export function shuffled<Value>(values: readonly Value[], seed: number): Value[] {
  return inOrder(values, drawnOrder(values.length, seed))
}

/** The values with a new one at places drawn by the seed. */
export function interspersed<Value, Other>(
  values: readonly Value[],
  extra: (place: number) => Other,
  seed: number,
): (Value | Other)[] {
  const generator = createGenerator(seed, 'places')
  const result: (Value | Other)[] = []
  for (const [place, value] of values.entries()) {
    if (generator.integerBelow(3) === 0) result.push(extra(place))
    result.push(value)
  }
  result.push(extra(values.length))
  return result
}

/** q1 to q8 and r1 to r5 under names that sort the other way round. */
export function otherLabel(label: string): string {
  return `z${99 - Number(label.slice(1))}`
}
