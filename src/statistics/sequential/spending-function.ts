import { checkAlpha } from '../argument.ts'
import { logOnePlus } from '../distributions/elementary.ts'
import { normalUpper, normalUpperQuantile } from '../distributions/normal.ts'

/** O'Brien-Fleming type, Pocock type, or proportional to the information. */
export type SpendingType = 'obf' | 'pocock' | 'linear'

/**
 * Level that one side with level `alpha` may have spent at information fraction `t` (0 to 1; Lan and DeMets 1983):
 * obf 2 - 2 Phi(z_{1 - alpha/2} / sqrt t), pocock alpha ln(1 + (e - 1) t), linear alpha t.
 */
export function spentAlpha(type: SpendingType, alpha: number, t: number): number {
  checkAlpha(alpha)
  if (!(t >= 0 && t <= 1)) throw new RangeError(`information must lie between 0 and 1, not ${t}`)
  if (t === 0) return 0
  if (t === 1) return alpha
  if (type === 'linear') return alpha * t
  if (type === 'pocock') return alpha * logOnePlus((Math.E - 1) * t)
  return 2 * normalUpper(normalUpperQuantile(alpha / 2) / Math.sqrt(t))
}
