import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import type { AllocationRecord, AllocationSource, DealtCase } from './allocation.ts'
import { createDealer } from './deal-cases.ts'
import { createAllocator, inOrder } from './next-allocation.ts'

/** An allocation on record, with the cases that were dealt; null where these are gone because the participant had them deleted. */
export interface RecordedAllocation extends AllocationRecord {
  readonly cases: readonly Omit<DealtCase, 'place'>[] | null
}

export interface AllocationAudit {
  readonly allocations: number
  /** The first allocation that the secret does not give; null: all are as they should be. */
  readonly firstDifference: {
    readonly number: number
    readonly part: 'arm' | 'cases'
    readonly recorded: string
    readonly replayed: string
  } | null
}

/**
 * Audits a finished study: computes every allocation anew from the released secret and the allocations before it, and names the first
 * that differs. Anybody with the protocol and the released list can do it. Check with `secretCommitment` first that the secret is
 * the one of the opening.
 *
 * @throws ProblemError ALLOCATION_HISTORY or ALLOCATION_SECRET.
 */
export function replayAllocations(
  plan: Pick<AssistedPlan, 'cases' | 'casesPerParticipant' | 'design' | 'randomisation'>,
  records: readonly RecordedAllocation[],
  source: AllocationSource,
): AllocationAudit {
  const allocator = createAllocator(plan.randomisation, source)
  const dealer = createDealer(plan, source)
  const allocations = records.length
  const differs = (number: number, part: 'arm' | 'cases', recorded: string, replayed: string) => ({
    allocations,
    firstDifference: { number, part, recorded, replayed },
  })
  for (const record of inOrder(records)) {
    const arm = allocator.next(record.strata)
    if (arm !== record.arm) return differs(record.number, 'arm', record.arm, arm)
    allocator.record(record)
    const replayed = casesText(dealer.deal(record))
    const recorded = record.cases === null ? replayed : casesText(record.cases)
    if (recorded !== replayed) return differs(record.number, 'cases', recorded, replayed)
  }
  return { allocations, firstDifference: null }
}

function casesText(cases: readonly Omit<DealtCase, 'place'>[]): string {
  return cases.map((one) => `${one.case} with ${one.arm}`).join(', ')
}
