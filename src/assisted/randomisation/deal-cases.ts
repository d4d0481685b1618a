import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import { shuffled } from '../../review/assignment/shuffled.ts'
import type { AllocationRecord, AllocationSource, DealtCase } from './allocation.ts'
import { armSequence } from './arm-sequence.ts'
import { inOrder } from './next-allocation.ts'
import { secretGenerator } from './secret-draws.ts'

/** Deals cases to one participant after the other, in the order of their allocations. */
export interface Dealer {
  deal(allocation: AllocationRecord): readonly DealtCase[]
}

type Plan = Pick<AssistedPlan, 'cases' | 'casesPerParticipant' | 'design' | 'randomisation'>

/**
 * Every arm has a pile of all cases in a random order, and gets another one when it is used up; a participant takes the
 * next cases of the pile that they do not have yet. So every case is dealt equally often with every arm: between persons
 * the counts of an arm never differ by more than 1; within persons, where a hand is taken from several piles, a case may wait for
 * the next participant.
 */
export function createDealer(plan: Plan, source: AllocationSource): Dealer {
  const arms = plan.randomisation.ratio.map(({ arm }) => arm)
  const cases = plan.cases.map(({ id }) => id)
  const piles = new Map<string, { left: string[]; opened: number }>()
  const turns = new Map<string, number>()

  const take = (arm: string, hand: ReadonlySet<string>): string => {
    const pile = piles.get(arm) ?? { left: [], opened: 0 }
    piles.set(arm, pile)
    for (;;) {
      const found = pile.left.findIndex((one) => !hand.has(one))
      if (found >= 0) return pile.left.splice(found, 1)[0]!
      const lot = secretGenerator(source.secret, source.list, 'cases', arm, pile.opened)
      pile.left.push(...shuffled(cases, lot))
      pile.opened += 1
    }
  }

  return {
    deal: ({ arm }) => {
      const length = plan.casesPerParticipant
      if (length > cases.length) throw new RangeError('a participant cannot have more cases than there are')
      const turn = turns.get(arm) ?? 0
      turns.set(arm, turn + 1)
      const sequence =
        plan.design === 'between'
          ? Array.from({ length }, () => arm)
          : armSequence(arms, arm, turn, length, source)
      const hand = new Set<string>()
      return sequence.map((one, place) => {
        const dealt = take(one, hand)
        hand.add(dealt)
        return { place, case: dealt, arm: one }
      })
    },
  }
}

/**
 * The cases of the participant who was just allocated, in their order, each with its arm.
 *
 * @param history the allocations before, as for `nextAllocation`.
 * @throws ProblemError ALLOCATION_HISTORY
 */
export function dealCases(
  plan: Plan,
  history: readonly AllocationRecord[],
  allocation: AllocationRecord,
  source: AllocationSource,
): readonly DealtCase[] {
  const dealer = createDealer(plan, source)
  for (const earlier of inOrder(history)) dealer.deal(earlier)
  return dealer.deal(allocation)
}
