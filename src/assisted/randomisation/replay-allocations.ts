import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import type { AllocationRecord, AllocationSource, DealtCase } from './allocation.ts'
import { allocationSeal } from './allocation-seal.ts'
import { createDealer } from './deal-cases.ts'
import { createAllocator, inOrder } from './next-allocation.ts'

/** An allocation on record, with the cases that were dealt. */
export interface RecordedAllocation extends AllocationRecord {
  readonly cases: readonly Omit<DealtCase, 'place'>[]
  /** What the log has of it (`allocationSeal`); null: nothing. */
  readonly seal: string | null
}

/** An allocation that is not what it should be. */
export interface AllocationDifference {
  readonly number: number
  /**
   * `arm`, `cases`: the secret gives another one. `answers`: arm and cases are right, and the answers that it was drawn by are not those
   * of the log. `log`: the record is right, and the log has nothing of it.
   */
  readonly part: 'arm' | 'cases' | 'answers' | 'log'
  readonly recorded: string
  readonly replayed: string
  /** The log has the replayed one: the record was changed after the draw. */
  readonly changedLater: boolean
}

export interface AllocationAudit {
  readonly allocations: number
  /** In the order of their numbers; empty: all are as they should be. */
  readonly differences: readonly AllocationDifference[]
}

/**
 * Audits a list: computes every allocation anew from the secret and the allocations before it, and names those that differ. Where the
 * log shows that a record was changed after the draw, those after it are computed from what was drawn, so that one changed record
 * is one difference. Check with `secretCommitment` first that the secret is the one of the opening.
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
  const differences: AllocationDifference[] = []
  for (const record of inOrder(records)) {
    const replayed = { ...record, arm: allocator.next(record.strata) }
    const isDrawn = record.seal === allocationSeal(source, record, record.cases)
    // What was drawn has used up its place, whatever should have been drawn.
    const drawn = isDrawn ? record : replayed
    allocator.record(drawn)
    const cases = dealer.deal(drawn)
    const found = differenceOf(record, { arm: replayed.arm, cases: casesText(cases) }, isDrawn)
    if (found === null) continue
    const changedLater = record.seal === allocationSeal(source, replayed, cases)
    differences.push({ number: record.number, ...found, changedLater })
  }
  return { allocations: records.length, differences }
}

function differenceOf(
  record: RecordedAllocation,
  replayed: { readonly arm: string; readonly cases: string },
  isDrawn: boolean,
): Pick<AllocationDifference, 'part' | 'recorded' | 'replayed'> | null {
  if (record.arm !== replayed.arm) return { part: 'arm', recorded: record.arm, replayed: replayed.arm }
  const cases = casesText(record.cases)
  if (cases !== replayed.cases) return { part: 'cases', recorded: cases, replayed: replayed.cases }
  if (isDrawn) return null
  return record.seal === null
    ? { part: 'log', recorded: 'no entry', replayed: 'an entry with its seal' }
    : { part: 'answers', recorded: answersText(record.strata), replayed: 'those of the seal in the log' }
}

function casesText(cases: readonly Omit<DealtCase, 'place'>[]): string {
  return cases.map((one) => `${one.case} with ${one.arm}`).join(', ')
}

function answersText(strata: AllocationRecord['strata']): string {
  return Object.entries(strata)
    .map(([question, answer]) => `${question}: ${answer}`)
    .join(', ')
}
