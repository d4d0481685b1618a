import type { AssistedOutcome, EffectResult } from '../../analysis/assisted/results-schema.ts'
import { decimal, interval, percent, pValue, signed } from '../format.ts'
import { type Cell, intervalCell, number, numberOr } from '../page/table.ts'

interface Bounds {
  readonly lower: number
  readonly upper: number
}

/** A difference of shares in points: `+6.0`. */
export function points(value: number | null): string {
  return signed(value === null ? null : 100 * value, 1)
}

export function pointBounds(of: Bounds | null): string {
  return interval(of === null ? null : { lower: 100 * of.lower, upper: 100 * of.upper }, 1)
}

/** Why an effect has no interval. */
export function effectReason({ estimate, ci95, se }: EffectResult): string | null {
  if (ci95 !== null) return null
  if (estimate === null) return 'no decisions of one of the arms'
  if (se === 0) return 'no variation between decisions'
  return 'an arm with one participant, with one case, or with decisions that are all alike, does not tell how much it varies'
}

/** Estimate, interval and p of a difference. */
export function effectCells(effect: EffectResult): readonly Cell[] {
  const reason = effectReason(effect)
  return [
    numberOr(points(effect.estimate), reason),
    intervalCell(pointBounds(effect.ci95), reason),
    numberOr(pValue(effect.p), reason),
  ]
}

type Ratio = AssistedOutcome['analyses'][number]['contrasts'][number]['oddsRatio']

export function ratioCells({ estimate, ci95 }: Pick<Ratio, 'estimate' | 'ci95'>): readonly Cell[] {
  const reason = estimate === null ? 'an arm has only right or only wrong decisions' : null
  return [numberOr(decimal(estimate, 2), reason), intervalCell(interval(ci95, 2), reason)]
}

/** Right of all, share and interval. */
export function riskCells(risk: {
  readonly right: number
  readonly n: number
  readonly risk: number | null
  readonly ci95: Bounds | null
}): readonly Cell[] {
  const reason = risk.n === 0 ? 'no decisions' : risk.ci95 === null ? 'all decisions alike, or too few' : null
  return [
    number(`${risk.right} of ${risk.n}`),
    numberOr(percent(risk.risk), reason),
    intervalCell(pointBounds(risk.ci95), reason),
  ]
}
