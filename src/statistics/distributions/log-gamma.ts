import { logOnePlus } from './elementary.ts'

/** zeta(k) - 1 for k = 2, 3, ...: the Taylor coefficients of log gamma about 2. */
const zetaMinusOne = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914,
  0.008349277381922827, 0.00407735619794434, 0.0020083928260822143, 0.0009945751278180853,
  0.0004941886041194645, 0.0002460865533080483, 0.00012271334757848915, 6.124813505870483e-5,
  3.058823630702049e-5, 1.528225940865187e-5, 7.637197637899763e-6, 3.81729326499984e-6, 1.908212716553939e-6,
  9.539620338727962e-7, 4.769329867878064e-7, 2.38450502727733e-7, 1.1921992596531106e-7,
  5.960818905125948e-8, 2.980350351465228e-8, 1.4901554828365043e-8, 7.45071178983543e-9,
] as const

/** B(2k) / (2k (2k - 1)), the coefficients of Stirling's series, B(2k) being Bernoulli numbers. */
const stirlingCoefficients = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  5 / 5940,
  -691 / 360360,
  7 / 1092,
  -3617 / 122400,
] as const

const oneMinusEuler = 0.42278433509846713
export const halfLogTwoPi = 0.9189385332046728

/**
 * Logarithm of the absolute value of the gamma function; R's `lgamma`. Relative error about 1e-15 for positive
 * arguments, also near the zeros at 1 and 2. Positive infinity at 0 and the negative whole numbers.
 *
 * Stirling's series from 10 up, the Taylor series about 2 near 1 and 2, recurrence between, reflection below 0.
 *
 * @method dist.functions
 * @question What is the logarithm of the gamma function, as factorials and likelihoods need it?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapter 6
 * @pinned R 4.2.2: lgamma(x)
 */
export function logGamma(x: number): number {
  if (x >= 10) {
    if (x === Number.POSITIVE_INFINITY) return x
    return (x - 0.5) * Math.log(x) - x + halfLogTwoPi + stirlingCorrection(x)
  }
  if (x >= 2.5) {
    let product = 1
    let argument = x
    while (argument > 2.5) {
      argument -= 1
      product *= argument
    }
    return Math.log(product) + nearTwo(argument - 2)
  }
  if (x >= 1.5) return nearTwo(x - 2)
  if (x >= 0.5) return nearTwo(x - 1) - logOnePlus(x - 1)
  if (x > 0) return nearTwo(x) - logOnePlus(x) - Math.log(x)
  if (Number.isInteger(x) || x === Number.NEGATIVE_INFINITY) return Number.POSITIVE_INFINITY
  const fraction = x - Math.floor(x)
  return Math.log(Math.PI / Math.sin(Math.PI * fraction)) - logGamma(1 - x)
}

/** log gamma(x) - ((x - 1/2) log x - x + log(2 pi)/2) for x of at least 10. */
export function stirlingCorrection(x: number): number {
  const inverseSquare = 1 / (x * x)
  let sum = 0
  for (let k = stirlingCoefficients.length - 1; k >= 0; k--)
    sum = sum * inverseSquare + stirlingCoefficients[k]!
  return sum / x
}

/** log gamma(2 + z) for |z| up to 0.5. */
function nearTwo(z: number): number {
  let sum = 0
  for (let index = zetaMinusOne.length - 1; index >= 0; index--) {
    const k = index + 2
    const coefficient = zetaMinusOne[index]! / k
    sum = sum * z + (k % 2 === 0 ? coefficient : -coefficient)
  }
  return z * (oneMinusEuler + z * sum)
}
