/** Strengths that cross-validation chooses from. */
export const l2Grid: readonly number[] = [0.3, 1, 3, 10, 30]

/**
 * The penalty for so many pairs: strong where few pairs, of which some are wrong, could otherwise undo the prior. Measured on
 * LiveQA-Med with a tenth and a fifth of the pairs turned round: at 50 pairs a penalty of 0.1 lost up to 0.16 of nDCG@10, 10 lost
 * nothing.
 */
export function l2ByPairs(pairs: number): number {
  if (pairs <= 200) return 10
  return pairs < 500 ? 3 : 1
}
