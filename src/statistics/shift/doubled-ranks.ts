/**
 * Twice the rank of each value, 2 for the smallest; ties share the mean of their ranks. Doubled, they are whole numbers, so that
 * sums over permutations compare exactly.
 */
export function doubledRanks(values: ArrayLike<number>): Int32Array {
  return Int32Array.from(values, (value) => {
    let below = 0
    let equal = 0
    for (let other = 0; other < values.length; other++) {
      if (values[other]! < value) below += 1
      else if (values[other] === value) equal += 1
    }
    return 2 * below + equal + 1
  })
}
