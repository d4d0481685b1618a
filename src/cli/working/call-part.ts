import type { CollectedArm } from '../../answers/collecting/arm-lane.ts'
import { usualBackoff } from '../../answers/collecting/backoff.ts'
import { type CollectionRequest, collect } from '../../answers/collecting/collect.ts'
import { ClaimLost } from '../../answers/collecting/journal.ts'
import type { CollectPlan } from '../../protocol/collect-section.ts'
import type { Claim, Queue } from '../../store/queue/open-queue.ts'
import type { Store } from '../../store/store.ts'
import { budgetKey, type CallLimits, laneKey, noTerms } from '../../store/work/call-limits.ts'
import { type CallTables, claimedJournal } from '../../store/work/claimed-journal.ts'
import { finishPart } from '../../store/work/work.ts'
import type { CallsOutput } from './payloads.ts'
import type { PartEnd } from './work-loop.ts'

/** A part whose slots, or tasks, are calls of one arm or judge. */
export interface CallPart {
  readonly store: Store
  readonly queue: Queue
  readonly claim: Claim
  readonly tables: CallTables
  readonly limits: CallLimits
  readonly arm: CollectedArm
  readonly size: Pick<CollectionRequest, 'items' | 'replicates' | 'withheld'>
  readonly plan: CollectPlan
  /** Calls in flight at most in this process. */
  readonly calls: number
  readonly signal: AbortSignal
  readonly lost: AbortSignal
}

/** Calls what the part still lacks, within the limits of all workers, and puts its result on record. */
export async function callPart(part: CallPart): Promise<PartEnd> {
  const { store, queue, claim, tables, limits, arm, size, plan, calls, signal, lost } = part
  const outcome = await collect({
    // Rate, ceiling and the calls of all workers together are the journal's.
    arms: [{ ...arm, concurrency: calls, rate: { requestsPerMinute: null } }],
    ...size,
    journal: claimedJournal(store, queue, claim, tables, limits),
    policy: {
      attempts: plan.attempts,
      inDoubt: plan.inDoubt,
      backoff: usualBackoff,
      timeoutMilliseconds: plan.timeoutSeconds * 1000,
      ceiling: noTerms.ceiling,
    },
    random: Math.random,
    signal: AbortSignal.any([signal, lost]),
  })
  if (lost.aborted) throw new ClaimLost()
  const [counts] = outcome.arms
  if (counts === undefined) throw new RangeError('The part has no arm.')
  const { slots, answered, refused, failed, withheld, leftInDoubt } = counts
  const open = slots - answered - refused - failed - withheld - leftInDoubt
  if (signal.aborted && open > 0 && counts.halted === null && outcome.stopped !== 'budget')
    return 'given-back'
  const output: Omit<CallsOutput, 'counts'> & { readonly counts: typeof counts } = {
    stopped: outcome.stopped === 'interrupted' ? 'complete' : outcome.stopped,
    counts,
  }
  await finishPart(store, queue, claim, { ...output })
  return 'done'
}

/** The limits of an arm or a judge of a study. @param baseUrl Where it is called; null where nobody is. */
export function limitsOfCall(
  study: { readonly id: string },
  section: 'collect' | 'marking',
  id: string,
  plan: CollectPlan,
  ceiling: CollectPlan['budget'],
  baseUrl: string | null,
): CallLimits {
  return {
    lane: {
      key: laneKey(study, section, id),
      terms: { ...noTerms, calls: plan.concurrency, callsPerMinute: plan.requestsPerMinute },
    },
    provider: baseUrl === null ? null : new URL(baseUrl).origin,
    budget: { key: budgetKey(study, section), terms: { ...noTerms, ceiling } },
  }
}
