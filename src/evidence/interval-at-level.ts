import { normalQuantile } from '../statistics/distributions/normal.ts'
import type { Interval } from '../statistics/interval.ts'
import type { EffectKind } from './ledger/claim-schema.ts'

/** The value of each kind of effect that means no difference. */
export const noDifference = {
  'win-rate': 50,
  'win-difference': 0,
  'odds-ratio': 1,
  'paired-odds-ratio': 1,
  'risk-difference': 0,
  'mean-difference': 0,
  'standardised-difference': 0,
  'difference-of-differences': 0,
} as const satisfies Record<EffectKind, number>

export function isRatio(kind: EffectKind): boolean {
  return kind === 'odds-ratio' || kind === 'paired-odds-ratio'
}

/** Values between which an effect counts as none: a margin of 10 is −10 to 10, a ratio of 1.25 is 0.8 to 1.25. */
export function marginRange(kind: EffectKind, margin: number): Interval {
  if (isRatio(kind)) return { lower: 1 / margin, upper: margin }
  const none = noDifference[kind]
  return { lower: none - margin, upper: none + margin }
}

/**
 * A published interval at another level: each half is stretched by the ratio of the normal quantiles, ratios on the scale of
 * their logarithm. It is itself where the level is the same.
 */
export function intervalAtLevel(
  kind: EffectKind,
  value: number,
  published: Interval & { readonly level: number },
  level: number,
): Interval {
  if (Math.abs(published.level - level) < 1e-9) return { lower: published.lower, upper: published.upper }
  const ratio = normalQuantile(0.5 + level / 2) / normalQuantile(0.5 + published.level / 2)
  const [there, back] = isRatio(kind)
    ? ([Math.log, Math.exp] as const)
    : ([(one: number) => one, (one: number) => one] as const)
  const middle = there(value)
  return {
    lower: back(middle - ratio * (middle - there(published.lower))),
    upper: back(middle + ratio * (there(published.upper) - middle)),
  }
}
