import { checkAlpha } from '../argument.ts'
import { adjustP } from './adjust.ts'

export interface GatekeepingFamily {
  /** Whether every test of every family before was rejected, so that this family may be tested. */
  readonly opened: boolean
  /** Holm inside the family, never below the largest adjusted p of the families before; null for a null p. */
  readonly adjustedP: readonly (number | null)[]
  /** Whether the family is open and the adjusted p is at most alpha; false for a null p. */
  readonly rejected: readonly boolean[]
}

/**
 * Serial gatekeeping: families of hypotheses in a fixed order, Holm inside each, the next one open only when
 * everything before was rejected. The chance of any false rejection in all families together is at most alpha.
 *
 * Adjusted p-values carry the largest one of the families before, so that they can be read against alpha without
 * looking back. An empty family lets pass. A null p (an undefined test) is no member of Holm's family, cannot be
 * rejected and so shuts the gate; the families behind it carry 1.
 *
 * @param families p-values, 0 to 1, family by family in the order of testing
 * @param alpha family-wise level of all families together; 0.05 when left out
 *
 * @method mult.gatekeeping
 * @question Which claims hold when they are tested in an order, each only if those before it held?
 * @standing default
 * @source Holm 1979; Dmitrienko and Tamhane 2007
 * @pinned R 4.2.2: p.adjust(p, "holm") per family, cummax over families
 */
export function gatekeeping(
  families: readonly (readonly (number | null)[])[],
  alpha = 0.05,
): GatekeepingFamily[] {
  checkAlpha(alpha)
  let opened = true
  let carried = 0
  return families.map((p) => {
    const floor = carried
    const adjustedP = adjustP(p, 'holm').map((value) => (value === null ? null : Math.max(value, floor)))
    const wasOpen = opened
    const rejected = adjustedP.map((value) => wasOpen && value !== null && value <= alpha)
    for (const value of adjustedP) carried = Math.max(carried, value ?? 1)
    opened = wasOpen && rejected.every((yes) => yes)
    return { opened: wasOpen, adjustedP, rejected }
  })
}
