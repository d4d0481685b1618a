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

/** An effect with its squared standard error, or why it has none. */
export type ScaledEffect =
  | {
      readonly scale: PoolingScale
      readonly estimate: number
      readonly variance: number
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
 * Brings the effect of a claim to its pooling scale by `meta.convert`: preferences to the log odds of a win, from counts where
 * they are known and else from the interval; ratios to their logarithm; everything else as it is, in the unit of the claim.
 */
export function scaledEffect(effect: Effect): ScaledEffect {
  const scale = scaleOf[effect.kind]
  const refused = (reason: string): ScaledEffect => ({ scale, estimate: null, variance: null, reason })
  if (effect.counts !== undefined && effect.counts.value !== null) {
    if (scale !== 'preference-log-odds') return refused('It has counts of wins, and is no preference.')
    const { logOdds, variance } = odds(convertResult({ kind: 'win_rate', ...effect.counts.value }))
    return known(scale, logOdds, variance) ?? refused('Every comparison went one way, or there is none.')
  }
  const value = effect.value.value
  if (value === null) return refused('It gives no estimate.')
  const interval = effect.interval.value
  if (interval === null) return refused('It has no interval, so nobody knows how much it should weigh.')
  const { lower, upper, level } = interval
  switch (effect.kind) {
    case 'win-rate':
    case 'win-difference': {
      const perPoint = effect.kind === 'win-rate' ? 0.02 : 0.01
      const centre = effect.kind === 'win-rate' ? 50 : 0
      const se = standardError((lower - centre) * perPoint, (upper - centre) * perPoint, level)
      const difference = (value - centre) * perPoint
      const { logOdds, variance } = odds(
        convertResult({ kind: 'win_difference', difference, variance: se === null ? null : se * se }),
      )
      return known(scale, logOdds, variance) ?? refused('Every comparison went one way.')
    }
    case 'odds-ratio':
    case 'paired-odds-ratio': {
      if (!(lower > 0)) return refused('The interval of its ratio reaches 0.')
      const se = standardError(Math.log(lower), Math.log(upper), level)
      return (
        known(scale, Math.log(value), se === null ? null : se * se) ?? refused('Its interval has no width.')
      )
    }
    default: {
      const se = standardError(lower, upper, level)
      return known(scale, value, se === null ? null : se * se) ?? refused('Its interval has no width.')
    }
  }
}

function standardError(lower: number, upper: number, level: number): number | null {
  const converted = convertResult({ kind: 'ci', lower, upper, level })
  return converted.kind === 'ci' ? converted.se : null
}

function odds(converted: ReturnType<typeof convertResult>): {
  readonly logOdds: number | null
  readonly variance: number | null
} {
  return 'winRate' in converted ? converted : { logOdds: null, variance: null }
}

function known(scale: PoolingScale, estimate: number | null, variance: number | null): ScaledEffect | null {
  return estimate === null || variance === null || !(variance > 0)
    ? null
    : { scale, estimate, variance, reason: null }
}
