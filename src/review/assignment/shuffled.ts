/** What a lot is drawn with; `createGenerator` of the statistics makes one. */
export interface Lot {
  /** A whole number from 0 to `n - 1`, each equally likely. */
  integerBelow(n: number): number
}

/** A random order of the list, every order equally likely (Fisher and Yates). */
export function shuffled<T>(list: readonly T[], lot: Lot): T[] {
  const order = [...list]
  for (let last = order.length - 1; last > 0; last--) {
    const other = lot.integerBelow(last + 1)
    const moved = order[last]!
    order[last] = order[other]!
    order[other] = moved
  }
  return order
}

/**
 * The list as a ring that is entered at a place drawn by lot. What is dealt along it by shares then comes to every place
 * with the chance of its share; entered at the front, the last places would always get the same.
 */
export function ringFrom<T>(list: readonly T[], lot: Lot): T[] {
  if (list.length === 0) return []
  const start = lot.integerBelow(list.length)
  return [...list.slice(start), ...list.slice(0, start)]
}

/** The whole numbers from 0 to `n - 1`. */
export function upTo(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index)
}
