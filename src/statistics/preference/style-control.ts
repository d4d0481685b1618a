import { checkLevel } from '../argument.ts'
import { denseCodes } from '../crossed/cluster-codes.ts'
import { symmetricInterval } from '../equivalence/tost.ts'
import type { Interval } from '../interval.ts'
import { type ClusterCounts, clusterCounts } from './clustered-effects.ts'
import type { CovariateRows } from './covariate-derivatives.ts'
import { type CovariateFit, fitWithCovariates, scoresOfFit } from './covariate-fit.ts'
import { guardedContrast, type SandwichVariances, sandwichVariances } from './score-sandwich.ts'

/** An estimate with its clustered standard error; no interval for an error of 0 or null. */
export interface ClusteredEstimate {
  readonly estimate: number
  readonly se: number | null
  readonly ci: Interval | null
}

/** One system without and with style control, on the scale of log odds. */
export interface SystemUnderControl {
  readonly without: ClusteredEstimate
  readonly with: ClusteredEstimate
  /** With minus without. */
  readonly change: ClusteredEstimate
}

export interface StyleControl extends ClusterCounts {
  /** Why there is no comparison, as a sentence; null when there is one. */
  readonly reason: string | null
  /** Per system, in the order of their codes. */
  readonly systems: readonly SystemUnderControl[] | null
}

/**
 * What style control does to each system: its effect without covariates, with them, and the change, each with a
 * clustered interval on t. Both fits see the same rows, so the change has a much smaller error than the two effects
 * suggest: the scores of both fits are stacked and their sandwich is taken together.
 *
 * @param rows comparisons with at least one covariate
 * @param ties `parameter` as `davidsonCovariates`, `half` as `bradleyTerryStyle`
 * @param level of the intervals
 */
export function styleControl(rows: CovariateRows, ties: 'parameter' | 'half', level = 0.95): StyleControl {
  checkLevel(level)
  const plainRows = { ...rows, covariates: [] }
  const plain = fitWithCovariates(plainRows, ties)
  const controlled = fitWithCovariates(rows, ties)
  const counts = clusterCounts(rows)
  if (typeof plain === 'string') return { ...counts, reason: plain, systems: null }
  if (typeof controlled === 'string') return { ...counts, reason: controlled, systems: null }
  const shift = plain.places.size
  const size = shift + controlled.places.size
  const plainScore = scoresOfFit(plainRows, plain)
  const controlledScore = scoresOfFit(rows, controlled, shift)
  const variances = sandwichVariances(
    stackedBread(plain, controlled, size),
    size,
    denseCodes(rows.question),
    rows.reviewer === null ? null : denseCodes(rows.reviewer),
    (row, add) => {
      plainScore(row, add)
      controlledScore(row, add)
    },
  )
  const about = clusteredEstimates(variances, size, counts.df, level)
  return {
    ...counts,
    reason: null,
    systems: Array.from({ length: rows.systems }, (_, system) => {
      const before = plain.values[system]!
      const after = controlled.values[system]!
      return {
        without: about(before, system),
        with: about(after, shift + system),
        change: about(after - before, system, shift + system),
      }
    }),
  }
}

function clusteredEstimates(variances: SandwichVariances, size: number, df: number | null, level: number) {
  return (estimate: number, i: number, j: number | null = null): ClusteredEstimate => {
    const variance = guardedContrast(variances, size, i, j)
    const se = variance === null ? null : Math.sqrt(variance)
    if (se === null || se === 0 || df === null) return { estimate, se, ci: null }
    return { estimate, se, ci: symmetricInterval(estimate, se, df, (1 - level) / 2) }
  }
}

/** The inverse informations of both fits along the diagonal. */
function stackedBread(first: CovariateFit, second: CovariateFit, size: number): Float64Array {
  const bread = new Float64Array(size * size)
  for (const { fit, shift } of [
    { fit: first, shift: 0 },
    { fit: second, shift: first.places.size },
  ]) {
    const own = fit.places.size
    for (let row = 0; row < own; row++) {
      bread.set(fit.covariance.subarray(row * own, (row + 1) * own), (shift + row) * size + shift)
    }
  }
  return bread
}
