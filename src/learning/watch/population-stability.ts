import { chiSquareUpper } from '../../statistics/distributions/chi-square.ts'

export interface PopulationStability {
  /** Population stability index, 0 for equal shares; null where a period has no count. */
  readonly psi: number | null
  /** How often chance alone gives as much where nothing changed; null with the index. */
  readonly p: number | null
}

/**
 * Population stability index of two periods over the same bins: the sum over the bins of (q - p) ln(q / p), the symmetric
 * Kullback-Leibler divergence of the shares. Half a count is added to every bin, so that an empty one gives no infinity; bins that
 * are empty in both periods are left out.
 *
 * Chance alone gives small periods a large index: where nothing changed it is about chi-square with bins - 1 degrees of freedom
 * times (1/n + 1/m). `p` is by that.
 *
 * @param before Counts a bin, not negative. @param after The same bins.
 * @source Siddiqi 2006 for the index; Yurdakul and Naranjo 2020 for its distribution.
 */
export function populationStability(
  before: readonly number[],
  after: readonly number[],
): PopulationStability {
  if (before.length !== after.length)
    throw new RangeError(`both periods must have the same bins, not ${before.length} and ${after.length}`)
  const used = before.flatMap((count, bin) =>
    count + after[bin]! > 0 ? [[count, after[bin]!] as const] : [],
  )
  const sum = (side: 0 | 1) => used.reduce((total, pair) => total + pair[side], 0)
  const [n, m] = [sum(0), sum(1)]
  if (n === 0 || m === 0) return { psi: null, p: null }
  const half = used.length / 2
  let psi = 0
  for (const [one, other] of used) {
    const p = (one + 0.5) / (n + half)
    const q = (other + 0.5) / (m + half)
    psi += (q - p) * Math.log(q / p)
  }
  const freedom = used.length - 1
  return { psi, p: freedom === 0 ? 1 : chiSquareUpper(psi / (1 / n + 1 / m), freedom) }
}
