import type { ArmWeights } from '../../protocol/assisted/assisted-plan.ts'
import { shuffled } from '../../review/assignment/shuffled.ts'
import type { AllocationSource, Allocator, StrataAnswers } from './allocation.ts'
import { secretGenerator } from './secret-draws.ts'

interface Design {
  readonly ratio: ArmWeights
  /** Multiples of the sum of the weights. */
  readonly blocks: readonly number[]
}

/**
 * Permuted blocks: every block holds the arms in their ratio, in a random order, and has a size drawn from the sizes of the
 * plan. A block is drawn from the secret by its number in its stratum, whenever it is needed; none is stored.
 *
 * @param stratumOf the stratum in words; the same for everybody makes one list for all.
 */
export function blockAllocator(
  { ratio, blocks }: Design,
  source: AllocationSource,
  stratumOf: (strata: StrataAnswers) => string,
): Allocator {
  const strata = new Map<string, { block: number; order: readonly string[]; dealt: number }>()
  const sum = ratio.reduce((total, { weight }) => total + weight, 0)

  const drawBlock = (stratum: string, block: number): string[] => {
    const lot = secretGenerator(source.secret, source.list, 'block', stratum, block)
    const size = blocks[lot.integerBelow(blocks.length)]!
    const arms = ratio.flatMap(({ arm, weight }) => Array.from({ length: (weight * size) / sum }, () => arm))
    return shuffled(arms, lot)
  }

  /** The stratum with a block in which a place is left. */
  const opened = (stratum: string) => {
    const now = strata.get(stratum)
    if (now !== undefined && now.dealt < now.order.length) return now
    const block = now === undefined ? 0 : now.block + 1
    const next = { block, order: drawBlock(stratum, block), dealt: 0 }
    strata.set(stratum, next)
    return next
  }

  return {
    next: (answers) => {
      const { order, dealt } = opened(stratumOf(answers))
      return order[dealt]!
    },
    // A place is used up by whoever was allocated, also where they left: nobody moves up.
    record: (allocation) => {
      opened(stratumOf(allocation.strata)).dealt += 1
    },
  }
}
