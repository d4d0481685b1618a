import type { ScoredDecision } from '../../assisted/trial-data.ts'
import { differenceOf, type RightOf } from './outcome-rows.ts'
import type { AssistedOutcome } from './results-schema.ts'

/**
 * How far missing decisions could move each contrast: all those of the arm wrong and all those of control right, and the reverse.
 * What is true lies between, whatever the missing ones would have been.
 */
export function missingBounds(
  decisions: readonly ScoredDecision[],
  right: RightOf,
  arms: readonly string[],
  control: string,
): AssistedOutcome['missing'] {
  return arms
    .filter((arm) => arm !== control)
    .map((arm) => {
      const both = decisions.filter((one) => one.arm === arm || one.arm === control)
      const missing = both.filter((one) => right(one) === null)
      const filled = (inArm: boolean): RightOf => {
        return (one) => right(one) ?? (one.arm === arm ? inArm : !inArm)
      }
      const isControl = (one: ScoredDecision) => one.arm === control
      return {
        arm,
        missing: {
          arm: missing.filter((one) => one.arm === arm).length,
          control: missing.filter(isControl).length,
        },
        worst: differenceOf(both, filled(false), isControl),
        best: differenceOf(both, filled(true), isControl),
      }
    })
}
