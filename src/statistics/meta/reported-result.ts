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
  /** Says what was reported. */
  readonly kind: 'win_rate'
  /** Comparisons won; null where unreported. */
  readonly wins: number | null
  /** Comparisons without a preference; each counts as half a win. */
  readonly ties: number | null
  /** Comparisons lost; null where unreported. */
  readonly losses: number | null
  /** Variance over that of independent votes, above 0; 1 when left out. */
  readonly designEffect?: number
}

export interface ReportedWinDifference {
  /** Says what was reported. */
  readonly kind: 'win_difference'
  /** Share of wins less share of losses, -1 to 1. */
  readonly difference: number | null
  /** Its squared standard error. */
  readonly variance: number | null
}

export interface ReportedProportion {
  /** Says what was reported. */
  readonly kind: 'proportion'
  /** Number right, of `n`. */
  readonly x: number | null
  /** Questions asked. */
  readonly n: number | null
}

export interface ReportedIndependentAccuracy {
  /** Says what was reported. */
  readonly kind: 'independent_accuracy'
  /** Right answers of the first system, of `n1` questions; then of the second on other questions. */
  readonly x1: number | null
  /** Questions that the first was asked. */
  readonly n1: number | null
  /** Right answers of the second. */
  readonly x2: number | null
  /** Questions that the second was asked. */
  readonly n2: number | null
}

export interface ReportedPairedAccuracy {
  /** Says what was reported. */
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
  /** Says what was reported. */
  readonly kind: 'smd'
  /** Standardised mean difference and its variance. */
  readonly d: number | null
  /** Squared standard error of `d`. */
  readonly varD: number | null
}

export interface ReportedInterval {
  /** Says what was reported. */
  readonly kind: 'ci'
  /** Limits on a scale where the interval is symmetric: take logarithms of the limits of a ratio first. */
  readonly lower: number | null
  /** The upper limit on the same scale. */
  readonly upper: number | null
  /** Level of the reported interval; 0.95 when left out. */
  readonly level?: number
}

/** Preference odds of the first system, a tie counting half. */
export interface ConvertedWins {
  /** That of what was reported. */
  readonly kind: 'win_rate' | 'win_difference'
  /** Ties counting half; null where too little was reported. */
  readonly winRate: number | null
  /** Log odds of a win; null for a win rate of 0 or 1. */
  readonly logOdds: number | null
  /** Squared standard error of the log odds. */
  readonly variance: number | null
}

/** Log odds of one accuracy. */
export interface ConvertedProportion {
  /** That of what was reported. */
  readonly kind: 'proportion'
  /** Log odds of a right answer. */
  readonly logOdds: number | null
  /** Squared standard error of the log odds. */
  readonly variance: number | null
  /** A half was added to both cells because one was 0. */
  readonly corrected: boolean
}

export interface ConvertedIndependentAccuracy {
  /** That of what was reported. */
  readonly kind: 'independent_accuracy'
  /** Log odds ratio of a right answer, first against second. */
  readonly logOR: number | null
  /** Squared standard error of the log odds ratio. */
  readonly variance: number | null
  /** Never corrected; its variance is. */
  readonly riskDifference: number | null
  /** Squared standard error of the risk difference. */
  readonly varianceRD: number | null
  /** A half was added to all four cells because one was 0. */
  readonly corrected: boolean
}

export interface ConvertedPairedAccuracy {
  /** That of what was reported. */
  readonly kind: 'paired_accuracy'
  /** log(n10/n01), with variance 1/n10 + 1/n01. */
  readonly conditionalLogOR: number | null
  /** Squared standard error of the conditional log odds ratio. */
  readonly conditionalVariance: number | null
  /** Difference of the two log odds, with their covariance. */
  readonly marginalLogOR: number | null
  /** Squared standard error of the marginal log odds ratio. */
  readonly marginalVariance: number | null
  /** A half was added to all four cells because one was 0. */
  readonly corrected: boolean
}

export interface ConvertedStandardisedDifference {
  /** That of what was reported. */
  readonly kind: 'smd'
  /** d pi/sqrt 3. */
  readonly logOR: number | null
  /** Variance times pi^2/3. */
  readonly variance: number | null
}

export interface ConvertedInterval {
  /** That of what was reported. */
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
