import type { ArmWeights } from '../../protocol/assisted/assisted-plan.ts'
import type { Lot } from '../../review/assignment/shuffled.ts'

/** An arm by lot, each with the chance of its weight; weights are whole numbers. */
export function weightedArm(ratio: ArmWeights, lot: Lot): string {
  let left = lot.integerBelow(ratio.reduce((sum, { weight }) => sum + weight, 0))
  for (const { arm, weight } of ratio) {
    if (left < weight) return arm
    left -= weight
  }
  throw new RangeError('a ratio needs an arm with a weight above 0')
}
