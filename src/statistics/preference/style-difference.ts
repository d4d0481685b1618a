/**
 * How much longer, or richer in citations or headings, one answer is than the other: (a - b)/(a + b) for two counts.
 * From -1 (only the second has any) to 1 (only the first); 0 when both are 0. Unlike the log length ratio it is
 * defined for zeros. Null when either count is missing. A covariate for `davidsonCovariates` and
 * `bradleyTerryStyle`.
 *
 * @param a of the answer in the first slot, finite and not negative, in any unit
 * @param b of the answer in the second slot, in the same unit
 *
 * @method pref.style_difference
 * @question How different are two answers in length, citations or headings?
 * @standing descriptive
 * @source Chiang et al. 2024
 * @pinned Arithmetic; Python 3.11: (a - b) / (a + b) if a + b > 0 else 0.0
 */
export function styleDifference(a: number | null, b: number | null): number | null {
  checkAmount('a', a)
  checkAmount('b', b)
  if (a === null || b === null) return null
  // Halves have the same ratio and a sum that does not overflow.
  if (!Number.isFinite(a + b)) return styleDifference(a / 2, b / 2)
  return a + b === 0 ? 0 : (a - b) / (a + b)
}

function checkAmount(name: string, value: number | null): void {
  if (value !== null && !(value >= 0 && Number.isFinite(value))) {
    throw new RangeError(`${name} must be a finite number of at least 0, not ${value}`)
  }
}
