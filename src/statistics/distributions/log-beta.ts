import { checkPositive } from '../argument.ts'
import { logOnePlus } from './elementary.ts'
import { halfLogTwoPi, logGamma, stirlingCorrection } from './log-gamma.ts'

/**
 * Logarithm of the beta function B(a, b) for positive a and b; R's `lbeta`.
 *
 * For large arguments the three log gammas are far greater than their sum, so Stirling's formula is cancelled
 * by hand and only its corrections are added.
 *
 * @method dist.functions
 * @question What is the logarithm of the beta function, as binomial and beta probabilities need it?
 * @standing default
 * @source Abramowitz and Stegun 1964, chapter 6
 * @pinned R 4.2.2: lbeta(a, b)
 */
export function logBeta(a: number, b: number): number {
  checkPositive('a', a)
  checkPositive('b', b)
  const small = Math.min(a, b)
  const large = Math.max(a, b)
  if (large < 10) return logGamma(small) + logGamma(large) - logGamma(small + large)
  const sum = small + large
  const tail = (large - 0.5) * logOnePlus(-small / sum)
  if (small < 10) {
    const correction = stirlingCorrection(large) - stirlingCorrection(sum)
    return logGamma(small) + correction + small - small * Math.log(sum) + tail
  }
  const correction = stirlingCorrection(small) + stirlingCorrection(large) - stirlingCorrection(sum)
  return halfLogTwoPi + correction - 0.5 * Math.log(sum) + (small - 0.5) * Math.log(small / sum) + tail
}
