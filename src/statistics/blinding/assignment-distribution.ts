/** More rows than this have more permutations than can be walked in time. */
export const mostRows = 12

/**
 * The exact distribution of the sum of counts[i][labels[i]] when the labels are dealt to the rows by chance, every
 * permutation equally likely: entry s is the probability of the sum s. Over subsets of labels, 2^m m steps instead of
 * m!.
 *
 * @param counts a square table of whole counts, at most twelve rows
 */
export function assignmentDistribution(counts: readonly (readonly number[])[]): Float64Array {
  const m = counts.length
  if (m > mostRows) throw new RangeError(`at most ${mostRows} arms can be permuted, not ${m}`)
  const largest = counts.reduce((sum, row) => sum + Math.max(0, ...row), 0)
  const width = largest + 1
  const subsets = 1 << m
  const probability = new Float64Array(subsets * width)
  probability[0] = 1
  for (let subset = 0; subset < subsets - 1; subset++) {
    const row = bitsIn(subset)
    const share = 1 / (m - row)
    for (let label = 0; label < m; label++) {
      if ((subset & (1 << label)) !== 0) continue
      const from = subset * width
      const to = (subset | (1 << label)) * width + counts[row]![label]!
      const last = width - counts[row]![label]!
      for (let sum = 0; sum < last; sum++) probability[to + sum]! += share * probability[from + sum]!
    }
  }
  return probability.slice((subsets - 1) * width)
}

/** The distribution of the sum of two independent sums. */
export function convolved(one: Float64Array, other: Float64Array): Float64Array {
  const result = new Float64Array(one.length + other.length - 1)
  for (let i = 0; i < one.length; i++) {
    if (one[i] === 0) continue
    for (let j = 0; j < other.length; j++) result[i + j]! += one[i]! * other[j]!
  }
  return result
}

function bitsIn(subset: number): number {
  let bits = 0
  for (let rest = subset; rest !== 0; rest &= rest - 1) bits += 1
  return bits
}
