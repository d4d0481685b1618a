import { binomialUpper } from '../src/statistics/distributions/binomial.ts'
import type { MeasureResult } from './result.ts'

export type ErrorVerdict = 'holds' | 'conservative' | 'too many'

/** Below this share of the nominal rate a method is conservative: 3.5% where 5% was promised. */
export const conservativeShare = 0.7
/** Above this share it makes too many errors: 6% where 5% was promised. */
export const toleratedShare = 1.2

const monteCarloAlpha = 0.05

/**
 * `too many` only where the count of errors is beyond what a true rate at the limit would give by chance (one-sided,
 * 5%); null without any defined trial.
 */
export function verdictOf(result: MeasureResult): ErrorVerdict | null {
  if (result.rate === null) return null
  if (result.rate < conservativeShare * result.nominal) return 'conservative'
  return tooMany(result) ? 'too many' : 'holds'
}

/** Above the limit, but not by more than simulation noise can explain. */
export function aboveWithinNoise(result: MeasureResult): boolean {
  return result.rate !== null && result.rate > toleratedShare * result.nominal && !tooMany(result)
}

function tooMany({ rate, nominal, counts }: MeasureResult): boolean {
  const limit = toleratedShare * nominal
  if (rate === null || rate <= limit) return false
  return counts === null || binomialUpper(counts.errors - 1, counts.defined, limit) < monteCarloAlpha
}
