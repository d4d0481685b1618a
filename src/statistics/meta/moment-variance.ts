import { chiSquareQuantile, chiSquareUpperQuantile } from '../distributions/chi-square.ts'
import { solveIncreasing } from '../distributions/solve-increasing.ts'
import type { Interval } from '../interval.ts'
import { type Studies, weigh } from './study-weights.ts'

/** DerSimonian and Laird 1986: tau2 = (Q - (k - 1))/(sum of w - sum of w^2/sum of w) with w = 1/v, not below 0. */
export function derSimonianLaird(studies: Studies): number {
  const { q, trace } = weigh(studies, 0)
  return Math.max(0, (q - (studies.offsets.length - 1)) / trace)
}

/** Paule and Mandel 1982: the tau2 at which the generalised Q is its expectation k - 1; 0 when Q is smaller. */
export function pauleMandel(studies: Studies): number {
  return tau2WhereQ(studies, studies.offsets.length - 1)
}

/**
 * Q-profile interval of tau2 (Viechtbauer 2007): the values at which the generalised Q is not in either tail of
 * chi-square on k - 1 degrees of freedom. Where even tau2 = 0 gives a Q in the lower tail no value is, and both
 * ends are 0.
 */
export function qProfile(studies: Studies, level: number): Interval {
  const df = studies.offsets.length - 1
  const tail = (1 - level) / 2
  return {
    lower: tau2WhereQ(studies, chiSquareUpperQuantile(tail, df)),
    upper: tau2WhereQ(studies, chiSquareQuantile(tail, df)),
  }
}

/**
 * The tau2 at which the generalised Q, which falls with tau2, equals `target` (above 0); 0 when Q is no larger at
 * tau2 = 0. Solved on target/Q, which is almost a straight line. Q at tau2 is at most the sum of squares about
 * the plain mean over tau2, and that bounds the solution.
 */
function tau2WhereQ(studies: Studies, target: number): number {
  if (weigh(studies, 0).q <= target) return 0
  const ratio = (tau2: number) => target / weigh(studies, tau2).q - 1
  const slope = (tau2: number) => {
    const { q, qFall } = weigh(studies, tau2)
    return (target * qFall) / (q * q)
  }
  const bound = sumOfSquares(studies) / target
  return solveIncreasing(ratio, slope, 0, bound, 0.5 * bound)
}

/** Sum of squares of the estimates about their plain mean. */
export function sumOfSquares(studies: Studies): number {
  const mean = studies.offsets.reduce((sum, offset) => sum + offset, 0) / studies.offsets.length
  return studies.offsets.reduce((sum, offset) => sum + (offset - mean) * (offset - mean), 0)
}
