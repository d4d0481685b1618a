import type { Contrast, EstimateResult } from '../../analysis/results-schema.ts'

/** An estimate with a standard error, its intervals by the normal quantile, and invented companions. */
export function precision(estimate: number, se: number, n: number): EstimateResult {
  const z = Math.abs(estimate) / se
  return {
    estimate,
    n,
    nQuestions: Math.min(327, n),
    nReviewers: 102,
    standardErrors: {
      independentRows: se * 0.94,
      byQuestion: se * 0.97,
      byReviewer: se * 0.95,
      byCell: se * 0.93,
      used: se,
    },
    df: 101,
    ci95: { lower: estimate - 1.984 * se, upper: estimate + 1.984 * se },
    ci90: { lower: estimate - 1.66 * se, upper: estimate + 1.66 * se },
    // Any falling function will do: the page does not ask where a p-value comes from.
    p: Math.min(1, Math.exp(-0.72 * z - 0.42 * z * z)),
    designEffect: 1.13,
    effectiveN: n / 1.13,
  }
}

/** Five levels that sum to n and lean to the side of the worth. */
export function pairwiseLevels(n: number, worth: number): { score: number; n: number }[] {
  const ties = Math.round(n * 0.47)
  const wins = Math.round(((n - ties) * (1 + worth * 1.9)) / 2)
  const losses = n - ties - wins
  const strong = (of: number) => Math.round(of * 0.38)
  return [
    { score: -2, n: strong(losses) },
    { score: -1, n: losses - strong(losses) },
    { score: 0, n: ties },
    { score: 1, n: wins - strong(wins) },
    { score: 2, n: strong(wins) },
  ]
}

export function pairwiseContrast(
  candidate: string,
  against: readonly string[],
  worth: number,
  n: number,
  published: readonly { readonly estimate: number; readonly source: string }[],
): Contrast {
  const levels = pairwiseLevels(n, worth)
  const sum = (keep: (score: number) => boolean) =>
    levels.filter((level) => keep(level.score)).reduce((total, level) => total + level.n, 0)
  const wins = sum((score) => score > 0)
  const ties = sum((score) => score === 0)
  const losses = sum((score) => score < 0)
  const estimate = (wins - losses) / n
  const se = 0.71 / Math.sqrt(n)
  const interval = { lower: estimate - 2 * se, upper: estimate + 2 * se }
  const boot = (clusters: number) => ({
    clusters,
    resamples: 10_000,
    se,
    ci95: interval,
    fewClusters: false,
    undefinedResamples: 0,
  })
  const own = precision(estimate, se, n)
  return {
    candidate,
    against: [...against],
    outcomes: {
      wins,
      ties,
      losses,
      winRateTiesHalf: (wins + ties / 2) / n,
      byRefusalRule: against.includes('dune') ? 7 : 0,
    },
    levels,
    means: null,
    estimate: own,
    bootstrap: { byQuestion: boot(327), byReviewer: boot(102) },
    signFlip: { byQuestion: own.p, byReviewer: own.p, p: own.p },
    sensitivity: [
      { kind: 'strong-preferences-only', estimate: estimate * 0.4, ci95: interval, p: own.p, n },
      { kind: 'mean-score', estimate: estimate * 1.4, ci95: interval, p: own.p, n },
      { kind: 'pairs-weighted-equally', estimate: estimate * 0.98, ci95: interval, p: own.p, n },
      { kind: 'without-time-floor', estimate: estimate * 0.96, ci95: interval, p: own.p, n: n + 11 },
    ],
    adjustedP: own.p === null ? null : Math.min(1, own.p * 1.6),
    description: null,
    published: [...published],
  }
}

export function absoluteContrast(
  candidate: string,
  against: readonly string[],
  difference: number,
  se: number,
): Contrast {
  const estimate = { ...precision(difference, se, 300), nQuestions: 100, nReviewers: 12, df: 11 }
  const { ci95 } = estimate
  return {
    candidate,
    against: [...against],
    outcomes: null,
    levels: [],
    means: { candidate: 3.2 + difference / 2, against: 3.2 - difference / 2 },
    estimate,
    bootstrap: {
      byQuestion: { clusters: 100, resamples: 10_000, se, ci95, fewClusters: false, undefinedResamples: 0 },
      byReviewer: { clusters: 8, resamples: 10_000, se, ci95, fewClusters: true, undefinedResamples: 2 },
    },
    signFlip: { byQuestion: 0.0021, byReviewer: 0.031, p: 0.031 },
    sensitivity: [{ kind: 'without-time-floor', estimate: difference, ci95, p: estimate.p, n: 304 }],
    adjustedP: estimate.p,
    description: null,
    published: [],
  }
}
