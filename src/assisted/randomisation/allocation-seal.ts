import { createHmac } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { AllocationRecord, AllocationSource, DealtCase } from './allocation.ts'

/**
 * HMAC-SHA256, by the secret of the trial, of an allocation with its cases as canonical JSON (RFC 8785): it says nothing while the
 * secret is one, and holds the record to what was drawn once it is told.
 */
export function allocationSeal(
  { secret, list }: AllocationSource,
  { number, arm, strata }: AllocationRecord,
  cases: readonly Omit<DealtCase, 'place'>[],
): string {
  const drawn = { list, number, arm, strata, cases: cases.map((one) => ({ case: one.case, arm: one.arm })) }
  return createHmac('sha256', secret)
    .update(canonicalize(drawn) ?? '', 'utf8')
    .digest('hex')
}
