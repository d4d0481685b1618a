import { checkAlpha, checkFinite, checkPositive } from '../argument.ts'
import { logGamma } from '../distributions/log-gamma.ts'
import { noncentralTCdf, noncentralTUpper } from '../distributions/noncentral-t.ts'
import { normalCdf } from '../distributions/normal.ts'
import { solveIncreasing } from '../distributions/solve-increasing.ts'
import { tUpperQuantile } from '../distributions/student-t.ts'
import { compositeRule } from '../sequential/gauss-legendre.ts'

/** A planned t test: the standard error that the estimate will have, its degrees of freedom, the level. */
export interface PlannedTest {
  /** Above 0, on the scale of the difference. */
  readonly se: number
  /** Above 0; infinite for the normal distribution. */
  readonly df: number
  /** Level: two-sided for `differencePower`, of each one-sided test for the others. */
  readonly alpha: number
}

/** Chance that a two-sided test finds a difference, in either direction, when `difference` is true. */
export function differencePower(test: PlannedTest, difference: number): number {
  check(test, difference)
  return twoSidedPower(difference / test.se, test.df, tUpperQuantile(test.alpha / 2, test.df))
}

/** The smallest true difference that a two-sided test finds with this power; 0 where alpha alone is as large. */
export function detectableDifference(test: PlannedTest, power: number): number {
  check(test, 0)
  checkPower(power)
  if (power <= test.alpha) return 0
  const bound = tUpperQuantile(test.alpha / 2, test.df)
  return test.se * solvePower((shift) => twoSidedPower(shift, test.df, bound), power, bound, test.df)
}

/**
 * Chance that a one-sided test shows a difference above 0 when `difference` is true. Non-inferiority with margin m
 * when d is true is the same with d + m.
 */
export function oneSidedPower(test: PlannedTest, difference: number): number {
  check(test, difference)
  return noncentralTUpper(tUpperQuantile(test.alpha, test.df), test.df, difference / test.se)
}

/** The distance above the null value at which a one-sided test has this power; 0 where alpha is as large. */
export function oneSidedDistance(test: PlannedTest, power: number): number {
  check(test, 0)
  checkPower(power)
  if (power <= test.alpha) return 0
  const bound = tUpperQuantile(test.alpha, test.df)
  return test.se * solvePower((shift) => noncentralTUpper(bound, test.df, shift), power, bound, test.df)
}

/**
 * Chance that two one-sided tests show a difference inside (-margin, margin) when `difference` is true. With
 * S the ratio of the estimated to the true standard error, it is the mean over S of
 *
 *     max(0, Phi((m - d)/se - c S) - Phi(c S - (m + d)/se)),    c = t quantile at 1 - alpha.
 */
export function equivalencePower(test: PlannedTest, margin: number, difference: number): number {
  check(test, difference)
  checkPositive('margin', margin)
  const above = (margin - difference) / test.se
  const below = (margin + difference) / test.se
  const bound = tUpperQuantile(test.alpha, test.df)
  if (above + below <= 0) return 0
  if (test.df > 1e7) return Math.max(0, normalCdf(above - bound) - normalCdf(bound - below))
  const largest = (above + below) / (2 * bound)
  const spread = 1 / Math.sqrt(2 * test.df)
  const low = Math.max(0, 1 - 12 * spread)
  const high = Math.min(largest, 1 + 12 * spread)
  if (high <= low) return 0
  const density = scaleDensity(test.df)
  const rule = compositeRule(low, high, Math.min(spread, 2 / bound, 0.5))
  let sum = 0
  for (let index = 0; index < rule.nodes.length; index++) {
    const s = rule.nodes[index]!
    const inside = normalCdf(above - bound * s) - normalCdf(bound * s - below)
    sum += rule.weights[index]! * density(s) * inside
  }
  return Math.min(1, Math.max(0, sum))
}

/**
 * The margin that two one-sided tests prove with this power when the systems are truly equal, by the formula of
 * planning, se (t quantile at 1 - alpha + t quantile at (1 + power)/2). It lies a little above the exact margin (1% on
 * 11 degrees of freedom, 4% on 2), never below it.
 */
export function provableMargin(test: PlannedTest, power: number): number {
  check(test, 0)
  checkPower(power)
  return test.se * (tUpperQuantile(test.alpha, test.df) + tUpperQuantile((1 - power) / 2, test.df))
}

function twoSidedPower(shift: number, df: number, bound: number): number {
  return noncentralTUpper(bound, df, shift) + noncentralTCdf(-bound, df, shift)
}

/** The shift, in standard errors, at which a power that rises with it takes a value. */
function solvePower(powerAt: (shift: number) => number, power: number, bound: number, df: number): number {
  // On few degrees of freedom the estimated error is often a few times too large, seldom more.
  const limit = (bound + 10) * (1 + 60 / df)
  const step = 1e-4
  const slope = (shift: number) => (powerAt(shift + step) - powerAt(shift - step)) / (2 * step)
  return solveIncreasing((shift) => powerAt(shift) - power, slope, 0, limit, bound + 0.85)
}

/** Density of the root of a chi-square over its degrees of freedom. */
function scaleDensity(df: number): (s: number) => number {
  const half = 0.5 * df
  const logConstant = Math.LN2 + half * Math.log(half) - logGamma(half)
  return (s) => Math.exp(logConstant + (df - 1) * Math.log(s) - half * s * s)
}

function check({ se, df, alpha }: PlannedTest, difference: number): void {
  checkPositive('se', se)
  checkFinite('se', se)
  checkPositive('df', df)
  checkAlpha(alpha)
  checkFinite('difference', difference)
}

function checkPower(power: number): void {
  if (!(power > 0 && power < 1)) throw new RangeError(`power must lie strictly between 0 and 1, not ${power}`)
}
