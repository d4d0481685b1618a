import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import type { AllocationRecord, AllocationSource, DealtCase } from './allocation.ts'
import { type AllocationDifference, replayAllocations } from './replay-allocations.ts'

/** An allocation as it is stored. */
export interface StoredAllocation extends AllocationRecord {
  readonly cases: readonly Omit<DealtCase, 'place'>[]
}

/** An entry of the log about an allocation. */
export interface LoggedAllocation {
  readonly number: number
  readonly seal: string
}

export interface ListAudit {
  readonly list: AllocationSource['list']
  /** Allocations that the record or the log has. */
  readonly allocations: number
  readonly agree: number
  /**
   * The first allocation that the record has not; null: none. Those after it cannot be computed, and do not count among those that
   * agree.
   */
  readonly firstMissing: number | null
  readonly differences: readonly AllocationDifference[]
}

/** Compares one list of allocations with the secret and with the log. @param stored by their numbers. */
export function auditList(
  plan: Pick<AssistedPlan, 'cases' | 'casesPerParticipant' | 'design' | 'randomisation'>,
  stored: readonly StoredAllocation[],
  logged: readonly LoggedAllocation[],
  source: AllocationSource,
): ListAudit {
  const seals = new Map(logged.map(({ number, seal }) => [number, seal]))
  const last = [...stored, ...logged].reduce((most, { number }) => Math.max(most, number), 0)
  const gap = stored.findIndex(({ number }, index) => number !== index + 1)
  const whole = gap < 0 ? stored : stored.slice(0, gap)
  const records = whole.map((one) => ({ ...one, seal: seals.get(one.number) ?? null }))
  const { differences } = replayAllocations(plan, records, source)
  return {
    list: source.list,
    allocations: last,
    agree: records.length - differences.length,
    firstMissing: records.length < last ? records.length + 1 : null,
    differences,
  }
}
