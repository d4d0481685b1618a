import type { Plan } from '../protocol/plan.ts'
import type { ContrastChoice } from './contrast-values.ts'
import { estimateOf } from './estimate.ts'
import type { Verdict } from './results-schema.ts'
import type { SectionSource } from './section.ts'

const level = 0.05

/**
 * Whether the trial could see a difference on this axis: every known-worse arm must lose to the others
 * (two-sided p below 0.05, ICH E10). Without such an arm it has not been shown.
 *
 * @returns The arm that decides: the first that did not lose, else the first that did.
 */
export function assaySensitivity(
  source: SectionSource,
  arms: readonly { readonly id: string; readonly code: number }[],
  plan: Plan,
  choice: ContrastChoice,
): NonNullable<Verdict['assaySensitivity']> {
  const controls = new Set(plan.arms.filter((arm) => arm.knownWorse).map((arm) => arm.id))
  const rivals = arms.filter((arm) => arm.code >= 0 && !controls.has(arm.id)).map((arm) => arm.code)
  const tested = arms
    .filter((arm) => controls.has(arm.id))
    .map((arm) => {
      const { estimate, p } = estimateOf(source.contrast(arm.code, rivals, choice))
      const shown = estimate !== null && p !== null && estimate < 0 && p < level
      return { shown, arm: arm.id, estimate, p }
    })
  return (
    tested.find((result) => !result.shown) ??
    tested[0] ?? { shown: false, arm: null, estimate: null, p: null }
  )
}
