import { z } from 'zod'
import { expectedValue } from '../../../expected-value.ts'
import { parsedJson } from '../../../parsed-json.ts'
import { problem } from '../../../problem.ts'
import { canonicalHash } from '../../../protocol/hash.ts'
import { sha256Schema } from '../../../protocol/sha256.ts'
import { type GatePlan, gatePlanSchema } from '../gate-plan.ts'

/** The lock of a gate plan: what was fixed, when, and whether the gate had been run before. */
export const gateLockSchema = z.strictObject({
  lockFormat: z.literal(1),
  algorithm: z.literal('sha256 of RFC 8785 JSON'),
  planSha256: sha256Schema,
  /** 1 for the first lock, then counted up. */
  version: z.int().min(1),
  previousLockSha256: sha256Schema.nullable(),
  /** Why the plan was amended; null on the first lock. */
  amendmentReason: z.string().min(1).nullable(),
  lockedAt: z.iso.datetime(),
  software: z.string().min(1),
  /** Runs on record when it was locked: outcomes that somebody could have looked at. */
  runsBefore: z.int().min(0),
  plan: gatePlanSchema,
})

export type GateLock = Readonly<z.infer<typeof gateLockSchema>>

/** @throws ProblemError GATE_LOCK_REASON where a reason is missing for an amendment, or given for a first lock. */
export function createGateLock(given: {
  readonly plan: GatePlan
  readonly lockedAt: string
  readonly software: string
  readonly runsBefore: number
  readonly previous: GateLock | null
  readonly reason: string | null
}): GateLock {
  const reason = given.reason?.trim() ?? ''
  if ((given.previous === null) !== (reason === ''))
    throw problem(
      'GATE_LOCK_REASON',
      given.previous === null
        ? 'A first lock amends nothing, so it has no reason.'
        : 'A plan that is locked changes only with a reason.',
      given.previous === null ? 'Leave --amend out.' : 'Say in a sentence why it changes: --amend "...".',
      { place: { field: '--amend' }, value: given.reason },
    )
  return {
    lockFormat: 1,
    algorithm: 'sha256 of RFC 8785 JSON',
    planSha256: canonicalHash(given.plan),
    version: (given.previous?.version ?? 0) + 1,
    previousLockSha256: given.previous === null ? null : canonicalHash(given.previous),
    amendmentReason: reason === '' ? null : reason,
    lockedAt: given.lockedAt,
    software: given.software,
    runsBefore: given.runsBefore,
    plan: given.plan,
  }
}

/**
 * Reads a lock and checks that the plan in it gives the hash in it.
 *
 * @throws ProblemError GATE_LOCK_UNREADABLE or GATE_LOCK_TAMPERED.
 */
export function readGateLock(text: string, file: string): GateLock {
  const parsed = gateLockSchema.safeParse(parsedJson(text))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw problem('GATE_LOCK_UNREADABLE', 'The lock cannot be read.', 'Restore the file from a copy.', {
      place: { file, field: issue?.path.map(String).join('.') ?? '' },
      expected: issue === undefined ? null : expectedValue(issue),
    })
  }
  const hash = canonicalHash(parsed.data.plan)
  if (hash !== parsed.data.planSha256)
    throw problem(
      'GATE_LOCK_TAMPERED',
      'The lock was changed after it was made: the plan in it does not give the hash in it.',
      'Restore the file from a copy made when the plan was locked.',
      { place: { file, field: 'planSha256' }, value: parsed.data.planSha256, expected: hash },
    )
  return parsed.data
}
