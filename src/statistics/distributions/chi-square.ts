import { checkPositive, checkProbability } from '../argument.ts'
import { incompleteGamma } from './incomplete-gamma.ts'
import { poissonKernel } from './saddle-point.ts'
import { solveIncreasing } from './solve-increasing.ts'

/** P(X <= x) for chi-square with real `df` above 0; R's `pchisq`. */
export function chiSquareCdf(x: number, df: number): number {
  checkPositive('df', df)
  return incompleteGamma(0.5 * df, 0.5 * x, false)
}

/** P(X > x), computed directly. */
export function chiSquareUpper(x: number, df: number): number {
  checkPositive('df', df)
  return incompleteGamma(0.5 * df, 0.5 * x, true)
}

/** The x with P(X <= x) = p; R's `qchisq`. */
export function chiSquareQuantile(p: number, df: number): number {
  checkProbability('p', p)
  return quantile(p, 1 - p, df)
}

/** The x with P(X > x) = p, exact for tiny p. */
export function chiSquareUpperQuantile(p: number, df: number): number {
  checkProbability('p', p)
  return quantile(1 - p, p, df)
}

function quantile(lower: number, upper: number, df: number): number {
  checkPositive('df', df)
  if (lower === 0) return 0
  if (upper === 0) return Number.POSITIVE_INFINITY
  const a = 0.5 * df
  const byUpper = upper < 0.5
  const target = Math.log(byUpper ? upper : lower)
  const sign = byUpper ? -1 : 1
  const tail = (u: number) => incompleteGamma(a, Math.exp(u), byUpper)
  const solution = solveIncreasing(
    (u) => sign * (Math.log(tail(u)) - target),
    (u) => (a * poissonKernel(a, Math.exp(u))) / tail(u),
    -745,
    709,
    Math.log(a),
  )
  return 2 * Math.exp(solution)
}
