import type { ArmWeights } from '../../protocol/assisted/assisted-plan.ts'
import type { AllocationSource, Allocator } from './allocation.ts'
import { secretGenerator } from './secret-draws.ts'
import { weightedArm } from './weighted-arm.ts'

/** Every participant by a lot of their own, arms in the ratio of their weights. Nothing is learnt from the past. */
export function simpleAllocator(ratio: ArmWeights, source: AllocationSource): Allocator {
  let made = 0
  return {
    next: () => weightedArm(ratio, secretGenerator(source.secret, source.list, 'simple', made + 1)),
    record: () => {
      made += 1
    },
  }
}
