import type { Generator } from '../random/generator.ts'

/**
 * Deals groups to folds of nearly equal numbers of groups, so that all rows of a group stay together.
 *
 * @param groups number of groups
 * @param folds number of folds wanted; never more than groups
 * @returns the fold of each group, 0 to `folds - 1`
 */
export function foldsOfGroups(groups: number, folds: number, generator: Generator): Int32Array {
  const order = new Int32Array(groups)
  for (let group = 0; group < groups; group++) order[group] = group
  shuffle(order, 0, groups, generator)
  const fold = new Int32Array(groups)
  order.forEach((group, place) => {
    fold[group] = place % Math.min(folds, groups)
  })
  return fold
}

/** Puts the numbers from place `from` to `to - 1` into an order drawn by the generator. */
export function shuffle(values: Int32Array, from: number, to: number, generator: Generator): void {
  for (let last = to - 1; last > from; last--) {
    const other = from + generator.integerBelow(last - from + 1)
    const kept = values[last]!
    values[last] = values[other]!
    values[other] = kept
  }
}
