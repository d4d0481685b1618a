import { z } from 'zod'
import { expectedValue } from '../expected-value.ts'
import { type Problem, ProblemError, problem } from '../problem.ts'
import { canonicalHash, canonicalText } from './hash.ts'
import { type Protocol, parseProtocol } from './read.ts'
import { sha256Schema } from './sha256.ts'

/** What was there when the plan was fixed. */
export const dataStateSchema = z.strictObject({
  answers: z.int().min(0),
  judgments: z.int().min(0),
  /** Marks of the role `study` that are not missing: outcomes that somebody could have looked at. */
  outcomeMarks: z.int().min(0),
  /** Hash of the marks and answers present; null where there were none. */
  hash: sha256Schema.nullable(),
  /** Whether the data told which arm each mark belongs to. */
  armsVisible: z.boolean(),
})

export type DataState = Readonly<z.infer<typeof dataStateSchema>>

/** The lock file, format 1. Every format stays readable. */
export const lockSchema = z.strictObject({
  lockFormat: z.literal(1),
  algorithm: z.literal('sha256 of RFC 8785 JSON'),
  /** Hash of the protocol as written. */
  protocolHash: sha256Schema,
  /** 1 for the first lock of a study, then counted up. */
  version: z.int().min(1),
  /** Hash of the lock before this one, whole; null on the first. */
  previousLockHash: sha256Schema.nullable(),
  /** Why the plan was amended; null on the first lock. */
  amendmentReason: z.string().min(1).nullable(),
  lockedAt: z.iso.datetime(),
  software: z.string().min(1),
  data: dataStateSchema,
  /** True when any outcome mark existed: the plan was fixed after the data. */
  retrospective: z.boolean(),
  /** The protocol exactly as written, nothing filled in. */
  protocol: z.record(z.string(), z.json()),
})

export type Lock = Readonly<z.infer<typeof lockSchema>>

/**
 * Freezes a protocol.
 *
 * @param given.previous The study's lock so far; then `amendmentReason` must say why the plan changes.
 * @param given.lockedAt Moment of the lock, ISO 8601 in UTC.
 * @throws ProblemError LOCK_REASON when a reason is missing for an amendment or given for a first lock.
 */
export function createLock(given: {
  readonly protocol: Protocol
  readonly data: DataState
  readonly lockedAt: string
  readonly software: string
  readonly previous: Lock | null
  readonly amendmentReason: string | null
}): Lock {
  const reason = given.amendmentReason?.trim() ?? ''
  if ((given.previous === null) !== (reason === '')) {
    throw problem(
      'LOCK_REASON',
      given.previous === null
        ? 'A first lock amends nothing, so it has no reason.'
        : 'A plan that is locked changes only with a reason.',
      given.previous === null ? 'Leave the reason out.' : 'Say in a sentence why the plan changes.',
      { value: given.amendmentReason },
    )
  }
  return lockSchema.parse({
    lockFormat: 1,
    algorithm: 'sha256 of RFC 8785 JSON',
    protocolHash: canonicalHash(given.protocol.document),
    version: (given.previous?.version ?? 0) + 1,
    previousLockHash: given.previous === null ? null : canonicalHash(given.previous),
    amendmentReason: reason === '' ? null : reason,
    lockedAt: given.lockedAt,
    software: given.software,
    data: given.data,
    retrospective: given.data.outcomeMarks > 0,
    protocol: JSON.parse(canonicalText(given.protocol.document)),
  })
}

/** The lock as the bytes of its file. */
export function lockText(lock: Lock): string {
  return `${JSON.stringify(lock, null, 2)}\n`
}

/**
 * Reads a lock and checks that nobody changed it: the protocol inside must give the hash beside it.
 *
 * @throws ProblemError LOCK_UNREADABLE or LOCK_TAMPERED.
 */
export function readLock(text: string, file: string): { readonly lock: Lock; readonly protocol: Protocol } {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    throw unreadable(file, 'It is not JSON.')
  }
  const parsed = lockSchema.safeParse(data)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw unreadable(
      file,
      issue === undefined ? '' : `${issue.path.join('.')}: expected ${expectedValue(issue)}.`,
    )
  }
  const lock = parsed.data
  const hash = canonicalHash(lock.protocol)
  if (hash !== lock.protocolHash) {
    throw problem(
      'LOCK_TAMPERED',
      'The lock was changed after it was made: the protocol in it does not give the hash in it.',
      'Restore the file from a copy made when the plan was locked; `equipoise lock --restore` writes it again from the study’s store.',
      { place: { file, field: 'protocolHash' }, value: lock.protocolHash, expected: hash },
    )
  }
  if (lock.retrospective !== lock.data.outcomeMarks > 0) {
    throw problem(
      'LOCK_TAMPERED',
      'The lock was changed after it was made: it contradicts itself on whether outcomes existed.',
      'Restore the file from a copy made when the plan was locked; `equipoise lock --restore` writes it again from the study’s store.',
      {
        place: { file, field: 'retrospective' },
        value: String(lock.retrospective),
        expected: String(lock.data.outcomeMarks > 0),
      },
    )
  }
  return {
    lock,
    protocol: parseProtocol(lock.protocol, (path) => ({
      file,
      field: ['protocol', ...path].map(String).join('.'),
    })),
  }
}

/** Checks that each lock names the one before it. */
export function verifyLockChain(locks: readonly Lock[], file: string): void {
  const broken = locks.flatMap((lock, index): Problem[] => {
    const previous = index === 0 ? null : canonicalHash(locks[index - 1])
    if (lock.version === index + 1 && lock.previousLockHash === previous) return []
    return [
      {
        code: 'LOCK_CHAIN',
        message: `Lock ${index + 1} does not follow the one before it.`,
        place: { file, field: 'previousLockHash' },
        value: lock.previousLockHash,
        expected: previous ?? 'null',
        remedy: 'The record of locks was changed; restore the study from a copy.',
      },
    ]
  })
  if (broken.length > 0) throw new ProblemError(broken)
}

function unreadable(file: string, why: string): ProblemError {
  return problem(
    'LOCK_UNREADABLE',
    `The lock cannot be read. ${why}`,
    'Restore the file from a copy, or update the software if a newer one wrote it.',
    { place: { file } },
  )
}
