import type { Interval } from '../../statistics/interval.ts'
import { adjustP } from '../../statistics/multiplicity/adjust.ts'
import { proportionInterval } from '../../statistics/proportion/proportion-interval.ts'
import { populationStability } from './population-stability.ts'
import { binsOf, type WatchCounts } from './watch-counts.ts'
import { watchedFeatures } from './watched-bins.ts'

/** What may be crossed before a gate has to look again. */
export interface DriftLimits {
  /** Population stability index of a feature. */
  readonly psi: number
  /** Chance, over all features together, of calling a shift where nothing changed. */
  readonly alpha: number
  /** Change of the share of questions that are declined, either way. */
  readonly abstention: number
  /** Share of the first three passages shown that nobody ever marked. */
  readonly unjudged: number
  /** Win rate on the sentinel questions against the version that they were frozen with, ties one half. */
  readonly sentinelWinRate: number
  /** Questions that each period needs before anything is said of it. */
  readonly fewestQuestions: number
}

export const usualLimits: DriftLimits = {
  psi: 0.2,
  alpha: 0.05,
  abstention: 0.1,
  unjudged: 0.5,
  sentinelWinRate: 0.4,
  fewestQuestions: 50,
}

/** First answers of two versions on the same frozen questions, by their grades. */
export interface SentinelOutcome {
  readonly wins: number
  readonly ties: number
  readonly losses: number
  /** Questions with a first answer that nobody graded. */
  readonly unjudged: number
}

export interface DriftFinding {
  readonly name: string
  readonly title: string
  /** Null where there is too little to say. */
  readonly value: number | null
  readonly limit: number
  readonly interval: Interval | null
  /** Holm over the features; null where none is computed. */
  readonly p: number | null
  /** Questions, passages or pairs behind the value. */
  readonly n: number
  readonly state: 'steady' | 'crossed' | 'too few'
}

/**
 * Compares a period with the one that a version was let through on.
 *
 * A feature has shifted where its population stability index is above the limit and chance alone does not explain it: small
 * periods have a large index by themselves.
 *
 * @param sentinels Null where none were asked.
 */
export function drift(
  before: WatchCounts,
  after: WatchCounts,
  sentinels: SentinelOutcome | null,
  limits: DriftLimits = usualLimits,
): readonly DriftFinding[] {
  return [
    ...featureShifts(before, after, limits),
    abstentionShift(before, after, limits),
    unjudgedShare(after, limits),
    ...(sentinels === null ? [] : [sentinelWins(sentinels, limits)]),
  ]
}

function featureShifts(before: WatchCounts, after: WatchCounts, limits: DriftLimits): DriftFinding[] {
  const shifts = watchedFeatures.map(({ name }) =>
    populationStability(binsOf(before, name), binsOf(after, name)),
  )
  const adjusted = adjustP(
    shifts.map(({ p }) => p),
    'holm',
  )
  const enough = Math.min(before.questions, after.questions) >= limits.fewestQuestions
  return watchedFeatures.map(({ name, title }, at) => {
    const psi = shifts[at]?.psi ?? null
    const p = adjusted[at] ?? null
    const crossed = psi !== null && p !== null && psi > limits.psi && p < limits.alpha
    return {
      name,
      title,
      value: psi,
      limit: limits.psi,
      interval: null,
      p,
      n: after.questions,
      state: !enough || psi === null ? 'too few' : crossed ? 'crossed' : 'steady',
    }
  })
}

/** Difference of two shares with the interval of Newcombe (1998), method 10: from the Wilson limits of both. */
function abstentionShift(before: WatchCounts, after: WatchCounts, limits: DriftLimits): DriftFinding {
  const common = {
    name: 'abstention',
    title: 'Change of the share of declined questions',
    limit: limits.abstention,
    p: null,
    n: after.questions,
  }
  const first = proportionInterval(before.declined, before.questions)
  const second = proportionInterval(after.declined, after.questions)
  if (
    first === null ||
    second === null ||
    Math.min(before.questions, after.questions) < limits.fewestQuestions
  )
    return { ...common, value: null, interval: null, state: 'too few' }
  const [p1, p2] = [before.declined / before.questions, after.declined / after.questions]
  const value = p2 - p1
  const interval = {
    lower: value - length(p2 - second.lower, first.upper - p1),
    upper: value + length(second.upper - p2, p1 - first.lower),
  }
  const byChance = interval.lower <= 0 && interval.upper >= 0
  return {
    ...common,
    value,
    interval,
    state: Math.abs(value) > limits.abstention && !byChance ? 'crossed' : 'steady',
  }
}

function length(one: number, other: number): number {
  return Math.sqrt(one * one + other * other)
}

function unjudgedShare(after: WatchCounts, limits: DriftLimits): DriftFinding {
  const interval = proportionInterval(after.unjudged, after.shown)
  const enough = after.questions >= limits.fewestQuestions && interval !== null
  return {
    name: 'unjudged',
    title: 'Share of the first three passages that nobody marked',
    value: interval === null ? null : after.unjudged / after.shown,
    limit: limits.unjudged,
    interval,
    p: null,
    n: after.shown,
    state: !enough ? 'too few' : interval.lower > limits.unjudged ? 'crossed' : 'steady',
  }
}

function sentinelWins({ wins, ties, losses }: SentinelOutcome, limits: DriftLimits): DriftFinding {
  const n = wins + ties + losses
  const rate = n === 0 ? null : (wins + ties / 2) / n
  return {
    name: 'sentinels',
    title: 'Win rate on the sentinel questions',
    value: rate,
    limit: limits.sentinelWinRate,
    interval: null,
    p: null,
    n,
    // Twenty questions are a smoke check: the rate itself is looked at, and no interval is claimed for it.
    state: rate === null ? 'too few' : rate < limits.sentinelWinRate ? 'crossed' : 'steady',
  }
}
