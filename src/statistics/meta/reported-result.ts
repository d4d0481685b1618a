/** A result as a paper reports it. Counts may be null (unreported); they are not negative. */
export type ReportedResult =
  | ReportedWinRate
  | ReportedWinDifference
  | ReportedProportion
  | ReportedIndependentAccuracy
  | ReportedPairedAccuracy
  | ReportedStandardisedDifference
  | ReportedInterval

export interface ReportedWinRate {
  readonly kind: 'win_rate'
  readonly wins: number | null
  readonly ties: number | null
  readonly losses: number | null
  /** Variance over that of independent votes, above 0; 1 when left out. */
  readonly designEffect?: number
}

export interface ReportedWinDifference {
  readonly kind: 'win_difference'
  /** Share of wins less share of losses, -1 to 1. */
  readonly difference: number | null
  /** Its squared standard error. */
  readonly variance: number | null
}

export interface ReportedProportion {
  readonly kind: 'proportion'
  /** Number right, of `n`. */
  readonly x: number | null
  readonly n: number | null
}

export interface ReportedIndependentAccuracy {
  readonly kind: 'independent_accuracy'
  /** Right answers of the first system, of `n1` questions; then of the second on other questions. */
  readonly x1: number | null
  readonly n1: number | null
  readonly x2: number | null
  readonly n2: number | null
}

export interface ReportedPairedAccuracy {
  readonly kind: 'paired_accuracy'
  /** Both right. */
  readonly n11: number | null
  /** Only the first right. */
  readonly n10: number | null
  /** Only the second right. */
  readonly n01: number | null
  /** Both wrong. */
  readonly n00: number | null
}

export interface ReportedStandardisedDifference {
  readonly kind: 'smd'
  /** Standardised mean difference and its variance. */
  readonly d: number | null
  readonly varD: number | null
}

export interface ReportedInterval {
  readonly kind: 'ci'
  /** Limits on a scale where the interval is symmetric: take logarithms of the limits of a ratio first. */
  readonly lower: number | null
  readonly upper: number | null
  /** Level of the reported interval; 0.95 when left out. */
  readonly level?: number
}

/** Preference odds of the first system, a tie counting half. */
export interface ConvertedWins {
  readonly kind: 'win_rate' | 'win_difference'
  readonly winRate: number | null
  readonly logOdds: number | null
  readonly variance: number | null
}

/** Log odds of one accuracy. */
export interface ConvertedProportion {
  readonly kind: 'proportion'
  readonly logOdds: number | null
  readonly variance: number | null
  /** A half was added to both cells because one was 0. */
  readonly corrected: boolean
}

export interface ConvertedIndependentAccuracy {
  readonly kind: 'independent_accuracy'
  readonly logOR: number | null
  readonly variance: number | null
  /** Never corrected; its variance is. */
  readonly riskDifference: number | null
  readonly varianceRD: number | null
  /** A half was added to all four cells because one was 0. */
  readonly corrected: boolean
}

export interface ConvertedPairedAccuracy {
  readonly kind: 'paired_accuracy'
  /** log(n10/n01), with variance 1/n10 + 1/n01. */
  readonly conditionalLogOR: number | null
  readonly conditionalVariance: number | null
  /** Difference of the two log odds, with their covariance. */
  readonly marginalLogOR: number | null
  readonly marginalVariance: number | null
  /** A half was added to all four cells because one was 0. */
  readonly corrected: boolean
}

export interface ConvertedStandardisedDifference {
  readonly kind: 'smd'
  /** d pi/sqrt 3. */
  readonly logOR: number | null
  /** Variance times pi^2/3. */
  readonly variance: number | null
}

export interface ConvertedInterval {
  readonly kind: 'ci'
  /** Middle of the interval. */
  readonly estimate: number | null
  /** Width over twice the normal quantile. */
  readonly se: number | null
}

export type ConvertedResult =
  | ConvertedWins
  | ConvertedProportion
  | ConvertedIndependentAccuracy
  | ConvertedPairedAccuracy
  | ConvertedStandardisedDifference
  | ConvertedInterval
