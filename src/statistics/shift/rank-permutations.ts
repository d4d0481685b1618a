/** Up to so many values all their orders are gone through: 9! is 362,880. */
export const mostPermuted = 9

/**
 * Share of the orders of `y` in which the ranks lie at least as far from no correlation as they do, in either direction: the exact
 * two-sided p-value of Spearman's rho, ties included. It is at least 1/n!, never 0.
 *
 * @param x whole numbers, one per unit, as `doubledRanks` gives them
 * @param y the same of the other measure, 1 to 9 of them
 */
export function permutationShare(x: Int32Array, y: Int32Array): number {
  const n = x.length
  if (!(n >= 1 && n <= mostPermuted))
    throw new RangeError(`n must lie between 1 and ${mostPermuted}, not ${n}`)
  // The sum of products over all orders has this mean, since doubled ranks have the mean n + 1.
  const middle = n * (n + 1) * (n + 1)
  const order = Int32Array.from(y)
  let sum = 0
  for (let unit = 0; unit < n; unit++) sum += x[unit]! * order[unit]!
  const least = Math.abs(sum - middle)
  let orders = 1
  let asFar = 1
  // Heap's algorithm: each order differs from the one before by one exchange.
  const turns = new Int32Array(n)
  for (let place = 1; place < n; ) {
    const turn = turns[place]!
    if (turn >= place) {
      turns[place] = 0
      place += 1
      continue
    }
    const other = place % 2 === 0 ? 0 : turn
    const [a, b] = [order[place]!, order[other]!]
    sum += (x[other]! - x[place]!) * (a - b)
    order[place] = b
    order[other] = a
    orders += 1
    if (Math.abs(sum - middle) >= least) asFar += 1
    turns[place] = turn + 1
    place = 1
  }
  return asFar / orders
}
