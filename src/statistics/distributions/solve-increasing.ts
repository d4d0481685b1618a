/**
 * The zero of an increasing function between `low` and `high`, by Newton steps kept inside a shrinking bracket;
 * a step that leaves the bracket, or a bracket that shrinks too slowly, is replaced by halving it. A zero outside
 * the bracket gives its nearer end.
 *
 * @param value the function; may be infinite at the ends
 * @param slope its derivative, needed only roughly
 */
export function solveIncreasing(
  value: (x: number) => number,
  slope: (x: number) => number,
  low: number,
  high: number,
  start: number,
): number {
  let lower = low
  let upper = high
  let x = start > low && start < high ? start : 0.5 * (low + high)
  let previousStep = high - low
  for (let iteration = 0; iteration < 400; iteration++) {
    const f = value(x)
    if (f === 0) return x
    if (f < 0) lower = x
    else upper = x
    const step = f / slope(x)
    let next = x - step
    const slow = Math.abs(next - x) > 0.5 * Math.abs(previousStep)
    if (!(next > lower && next < upper) || (slow && iteration > 8)) next = 0.5 * (lower + upper)
    previousStep = next - x
    if (Math.abs(previousStep) <= 2e-16 * Math.abs(next) || next === x) return next
    if (upper - lower <= 1e-16 * Math.abs(next)) return next
    x = next
  }
  return x
}
