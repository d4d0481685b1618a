/** Steps of the trapezoid rule from -9 to 9 standard deviations; for a smooth integrand that dies off it is exact to rounding. */
const steps = 720
const widest = 9

/** Mean of the logistic function of a normal variable with mean `centre` and standard deviation `sd`, a share. */
export function logitNormalMean(centre: number, sd: number): number {
  let sum = 0
  let weights = 0
  for (let step = 0; step <= steps; step++) {
    const z = -widest + (2 * widest * step) / steps
    const weight = Math.exp((-z * z) / 2)
    sum += weight / (1 + Math.exp(-(centre + sd * z)))
    weights += weight
  }
  return sum / weights
}

/**
 * The centre on the logit scale whose mean is a given share: people and cases vary about it, and the share is that of all of them
 * together.
 *
 * @param share between 0 and 1, neither included
 */
export function logitNormalCentre(share: number, sd: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError(`share must lie between 0 and 1, not ${share}`)
  let low = -60
  let high = 60
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2
    if (logitNormalMean(middle, sd) < share) low = middle
    else high = middle
  }
  return (low + high) / 2
}
