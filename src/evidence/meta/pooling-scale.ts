import { normalQuantile } from '../../statistics/distributions/normal.ts'
import { tQuantile } from '../../statistics/distributions/student-t.ts'
import { convertResult } from '../../statistics/meta/convert.ts'
import type { Effect } from '../ledger/claim-schema.ts'

/** Scales on which studies can be pooled; effects of two scales never are. */
export type PoolingScale =
  | 'preference-log-odds'
  | 'marginal-log-odds-ratio'
  | 'conditional-log-odds-ratio'
  | 'risk-difference'
  | 'mean-difference'
  | 'standardised-difference'
  | 'difference-of-differences'

/** Ends of an interval on the pooling scale; infinite where a share of 0 or 100 percent has odds without a bound. */
export interface ScaledInterval {
  readonly lower: number
  readonly upper: number
  /** 0.95 for most. */
  readonly level: number
}

/** An effect with its squared standard error, or why it has none. */
export type ScaledEffect =
  | {
      readonly scale: PoolingScale
      readonly estimate: number
      /** What the weight comes from. */
      readonly variance: number
      /** What the study says of itself, end by end; from the variance where it gives no interval. */
      readonly interval: ScaledInterval
      readonly reason: null
    }
  | {
      readonly scale: PoolingScale
      readonly estimate: null
      readonly variance: null
      readonly reason: string
    }

const scaleOf = {
  'win-rate': 'preference-log-odds',
  'win-difference': 'preference-log-odds',
  'odds-ratio': 'marginal-log-odds-ratio',
  'paired-odds-ratio': 'conditional-log-odds-ratio',
  'risk-difference': 'risk-difference',
  'mean-difference': 'mean-difference',
  'standardised-difference': 'standardised-difference',
  'difference-of-differences': 'difference-of-differences',
} as const satisfies Record<Effect['kind'], PoolingScale>

/**
 * Brings the effect of a claim to its pooling scale: preferences to the log odds of a win, ratios to their logarithm, everything else
 * as it is, in the unit of the claim. The interval goes there end by end and stays the study's own. The variance is, in this order: that
 * of the reported standard error (for preferences by the delta method of `meta.convert`); half the width of the interval on the pooling
 * scale over the quantile of its level, of t where its degrees of freedom are known and else of the normal; that of the counts.
 */
export function scaledEffect(effect: Effect): ScaledEffect {
  const scale = scaleOf[effect.kind]
  const refused = (reason: string): ScaledEffect => ({ scale, estimate: null, variance: null, reason })
  const counts = effect.counts?.value ?? null
  if (counts !== null && scale !== 'preference-log-odds')
    return refused('It has counts of wins, and is no preference.')
  const counted = counts === null ? null : odds(convertResult({ kind: 'win_rate', ...counts }))
  const value = effect.value.value
  if (counted === null && value === null) return refused('It gives no estimate.')
  const estimate = counted === null ? onScale(effect.kind, value ?? Number.NaN) : counted.logOdds
  if (estimate === null || !Number.isFinite(estimate))
    return refused('Every comparison went one way, or there is none.')
  const published = intervalOnScale(effect)
  const weighed = varianceOf(effect, estimate, published, counted?.variance ?? null)
  if (typeof weighed === 'string') return refused(weighed)
  const interval = published ?? around(estimate, Math.sqrt(weighed), effect.df?.value ?? null)
  return { scale, estimate, variance: weighed, interval, reason: null }
}

/** A value on its pooling scale: of a share of 0 or 100 percent and of a ratio of 0 it is infinite. */
function onScale(kind: Effect['kind'], value: number): number {
  switch (kind) {
    case 'win-rate':
    case 'win-difference': {
      const difference = Math.min(1, Math.max(-1, differenceOf(kind, value)))
      const { logOdds } = odds(convertResult({ kind: 'win_difference', difference, variance: null }))
      return logOdds ?? difference * Number.POSITIVE_INFINITY
    }
    case 'odds-ratio':
    case 'paired-odds-ratio':
      return value > 0 ? Math.log(value) : Number.NEGATIVE_INFINITY
    default:
      return value
  }
}

/** Wins less losses as a share, -1 to 1. */
function differenceOf(kind: Effect['kind'], value: number): number {
  return kind === 'win-rate' ? (value - 50) * 0.02 : value * 0.01
}

function intervalOnScale({ kind, interval }: Effect): ScaledInterval | null {
  if (interval.value === null) return null
  const { lower, upper, level } = interval.value
  return { lower: onScale(kind, lower), upper: onScale(kind, upper), level }
}

/** The squared standard error on the pooling scale, or why there is none. */
function varianceOf(
  effect: Effect,
  estimate: number,
  published: ScaledInterval | null,
  counted: number | null,
): number | string {
  const se = effect.se?.value ?? null
  if (se !== null) return errorOnScale(effect.kind, se, estimate)
  if (published !== null) {
    const width = published.upper - published.lower
    if (Number.isFinite(width)) {
      if (!(width > 0)) return 'Its interval has no width.'
      const error = width / (2 * quantile(published.level, effect.df?.value ?? null))
      return error * error
    }
    if (counted === null)
      return published.lower === Number.NEGATIVE_INFINITY && effect.kind.includes('odds')
        ? 'The interval of its ratio reaches 0.'
        : 'Its interval reaches the end of the scale, where odds have no bound, and it gives no standard error.'
  }
  return counted === null || !(counted > 0)
    ? 'It has no interval, so nobody knows how much it should weigh.'
    : counted
}

/** @param se On the scale of the value; of a ratio, of its logarithm. */
function errorOnScale(kind: Effect['kind'], se: number, estimate: number): number {
  if (kind !== 'win-rate' && kind !== 'win-difference') return se * se
  const difference = Math.tanh(estimate / 2)
  const error = se * (kind === 'win-rate' ? 0.02 : 0.01)
  const { variance } = odds(convertResult({ kind: 'win_difference', difference, variance: error * error }))
  return variance ?? Number.NaN
}

function quantile(level: number, df: number | null): number {
  const p = (1 + level) / 2
  return df === null ? normalQuantile(p) : tQuantile(p, df)
}

function around(estimate: number, se: number, df: number | null): ScaledInterval {
  const half = quantile(0.95, df) * se
  return { lower: estimate - half, upper: estimate + half, level: 0.95 }
}

function odds(converted: ReturnType<typeof convertResult>): {
  readonly logOdds: number | null
  readonly variance: number | null
} {
  return 'winRate' in converted ? converted : { logOdds: null, variance: null }
}
