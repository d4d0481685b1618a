import { checkCount, checkFinite, checkLevel, checkSameLength, checkStandardError } from '../argument.ts'
import { quantileSorted } from '../distributions/quantile.ts'
import type { Interval } from '../interval.ts'
import { variance } from '../moments.ts'
import { createGenerator } from '../random/generator.ts'
import { pearson } from './correlation.ts'
import { doubledRanks } from './doubled-ranks.ts'

/** One measure of all arms. */
export interface MeasuredScores {
  /** One per arm. */
  readonly estimates: ArrayLike<number>
  /** Standard error of each, without what moves all arms alike; null where it is not known. */
  readonly se: readonly (number | null)[]
}

export interface MeasurementErrorOptions {
  /** 10,000 when left out. */
  readonly resamples?: number
  /** 0 when left out. */
  readonly seed?: number
  /** 0.95 when left out. */
  readonly level?: number
}

export interface MeasurementError {
  /** Share of the variance of the first measure over arms that is no error of measurement, 0 to 1; null where not known. */
  readonly reliabilityX: number | null
  /** The same of the second. */
  readonly reliabilityY: number | null
  /** r over the root of both reliabilities; null where one is 0 or unknown, or it would lie beyond 1 or -1. */
  readonly corrected: number | null
  /** Percentiles of r over redrawn scores; null where a standard error is not known. */
  readonly pearson: Interval | null
  /** The same of Spearman's rho. */
  readonly spearman: Interval | null
  /** Mean of r over redrawn scores; it lies nearer to 0 than r by about as much as r itself does for its errors. */
  readonly pearsonMean: number | null
}

/**
 * What errors of measurement do to a correlation over arms. The reliability of a measure is 1 - mean(se^2)/variance over
 * arms, at least 0. The scores are redrawn as normal around their estimates, each arm by itself, and correlated again: how far r and
 * rho may move if the same arms were measured anew in studies of the same size. Arms are fixed; that other arms might
 * have been taken is what `armCorrelation` tells.
 *
 * Errors of two arms, and of two measures of an arm, are taken as independent. Arms that answered the same questions share what makes
 * these hard, which moves no correlation: their errors are then overstated here.
 *
 * @method shift.measurement_error
 * @question How far may errors of the scores have moved a correlation over arms?
 * @standing descriptive
 * @source Spearman 1904 (attenuation); Efron and Tibshirani 1993 (parametric bootstrap)
 * @pinned R 4.2.2: rnorm, cor, quantile (400,000 replicates)
 */
export function measurementError(
  x: MeasuredScores,
  y: MeasuredScores,
  options: MeasurementErrorOptions = {},
): MeasurementError {
  const { resamples = 10_000, seed = 0, level = 0.95 } = options
  checkLevel(level)
  checkCount('resamples', resamples)
  checkScores('x', x)
  checkScores('y', y)
  checkSameLength('y', y.estimates.length, x.estimates.length)
  const reliabilityX = reliability(x)
  const reliabilityY = reliability(y)
  const known = { reliabilityX, reliabilityY, corrected: correctedOf(x, y, reliabilityX, reliabilityY) }
  const seX = allKnown(x.se)
  const seY = allKnown(y.se)
  if (seX === null || seY === null || pearson(x.estimates, y.estimates) === null || resamples === 0)
    return { ...known, pearson: null, spearman: null, pearsonMean: null }
  return { ...known, ...redrawn(x.estimates, seX, y.estimates, seY, { resamples, seed, level }) }
}

function redrawn(
  x: ArrayLike<number>,
  seX: readonly number[],
  y: ArrayLike<number>,
  seY: readonly number[],
  { resamples, seed, level }: Required<MeasurementErrorOptions>,
): Pick<MeasurementError, 'pearson' | 'spearman' | 'pearsonMean'> {
  const generator = createGenerator(seed, 'measurement error')
  const drawnX = new Float64Array(x.length)
  const drawnY = new Float64Array(y.length)
  const rs: number[] = []
  const rhos: number[] = []
  for (let replicate = 0; replicate < resamples; replicate++) {
    generator.restart(replicate)
    for (let arm = 0; arm < x.length; arm++) {
      drawnX[arm] = x[arm]! + seX[arm]! * generator.normal()
      drawnY[arm] = y[arm]! + seY[arm]! * generator.normal()
    }
    const r = pearson(drawnX, drawnY)
    const rho = pearson(doubledRanks(drawnX), doubledRanks(drawnY))
    // Without any error in a measure its ties stay ties; a draw in which nothing varies says nothing.
    if (r !== null) rs.push(r)
    if (rho !== null) rhos.push(rho)
  }
  return {
    pearson: between(rs, level),
    spearman: between(rhos, level),
    pearsonMean: rs.length === 0 ? null : rs.reduce((sum, r) => sum + r, 0) / rs.length,
  }
}

function between(values: readonly number[], level: number): Interval | null {
  const sorted = Float64Array.from(values).sort()
  const lower = quantileSorted(sorted, (1 - level) / 2)
  const upper = quantileSorted(sorted, (1 + level) / 2)
  return lower === null || upper === null ? null : { lower, upper }
}

function reliability({ estimates, se }: MeasuredScores): number | null {
  const spread = variance(estimates, 1)
  const errors = allKnown(se)
  if (spread === null || spread === 0 || errors === null) return null
  const error = errors.reduce((sum, one) => sum + one * one, 0) / errors.length
  return Math.max(0, 1 - error / spread)
}

function correctedOf(
  x: MeasuredScores,
  y: MeasuredScores,
  reliabilityX: number | null,
  reliabilityY: number | null,
): number | null {
  const r = pearson(x.estimates, y.estimates)
  if (r === null || reliabilityX === null || reliabilityY === null || reliabilityX * reliabilityY === 0)
    return null
  const corrected = r / Math.sqrt(reliabilityX * reliabilityY)
  return Math.abs(corrected) > 1 ? null : corrected
}

function allKnown(se: readonly (number | null)[]): readonly number[] | null {
  const known = se.filter((one) => one !== null)
  return known.length === se.length ? known : null
}

function checkScores(name: string, { estimates, se }: MeasuredScores): void {
  checkSameLength(`se of ${name}`, se.length, estimates.length)
  for (let arm = 0; arm < estimates.length; arm++) {
    checkFinite(`${name} ${arm}`, estimates[arm]!)
    checkStandardError(se[arm]!)
  }
}
