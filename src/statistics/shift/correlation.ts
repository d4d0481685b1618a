import { mean, variance } from '../moments.ts'

/** A correlation within this of 1 is a straight line but for rounding. */
const straight = 1e-12

/** Pearson's r; null for fewer than two pairs, or where one of the two does not vary. */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  const centreX = mean(x)
  const centreY = mean(y)
  const spread = (variance(x, 1) ?? 0) * (variance(y, 1) ?? 0)
  if (centreX === null || centreY === null || spread === 0) return null
  let products = 0
  let squaresX = 0
  let squaresY = 0
  for (let unit = 0; unit < x.length; unit++) {
    const deviationX = x[unit]! - centreX
    const deviationY = y[unit]! - centreY
    products += deviationX * deviationY
    squaresX += deviationX * deviationX
    squaresY += deviationY * deviationY
  }
  const r = products / Math.sqrt(squaresX * squaresY)
  return 1 - Math.abs(r) < straight ? Math.sign(r) : r
}
