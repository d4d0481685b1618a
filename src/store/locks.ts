import { sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { z } from 'zod'
import type { Tables } from './database.ts'
import { withProblems } from './database-problem.ts'
import { protocolLockRowSchema } from './rows.ts'
import type { Store } from './store.ts'

/** A protocol as it was locked. */
export interface ProtocolLock {
  readonly id: string
  /** 1, 2, 3, ... within the study. */
  readonly version: number
  /** SHA-256 of the protocol, in hexadecimal. */
  readonly hash: string
  readonly document: string
  /** UTC, by the database's clock. */
  readonly lockedAt: string
}

/** What a lock holds: hash and text. */
export interface LockContent {
  readonly hash: string
  readonly document: string
}

/**
 * Runs `use` while no other process locks the study's protocol or imports into it; those wait. What `use` reads of
 * the study therefore stays true until the lock it appends is stored.
 *
 * @param use Gets a function that appends a further version; the version numbers have no gaps. What it appended is
 * stored when `holdStudy` returns, and dropped where `use` throws.
 */
export function holdStudy<Result>(
  store: Store,
  study: { readonly id: string },
  use: (append: (lock: LockContent) => Promise<ProtocolLock>) => Promise<Result>,
): Promise<Result> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      await sql`select from study where id = ${study.id}::uuid for no key update`.execute(transaction)
      return use((lock) => insertLock(transaction, study.id, lock))
    }),
  )
}

async function insertLock(
  transaction: Transaction<Tables>,
  studyId: string,
  lock: LockContent,
): Promise<ProtocolLock> {
  const last = await transaction
    .selectFrom('protocol_lock')
    .select((expression) => expression.fn.max('version').as('version'))
    .where('study_id', '=', studyId)
    .executeTakeFirst()
  const row = await transaction
    .insertInto('protocol_lock')
    .values({ id: v7(), study_id: studyId, version: (last?.version ?? 0) + 1, ...lock })
    .returningAll()
    .executeTakeFirstOrThrow()
  return protocolLock(protocolLockRowSchema.parse(row))
}

/** The locked versions of a study's protocol, first to last. */
export function readLocks(store: Store, study: { readonly id: string }): Promise<readonly ProtocolLock[]> {
  return withProblems(async () => {
    const rows = await store.database
      .selectFrom('protocol_lock')
      .selectAll()
      .where('study_id', '=', study.id)
      .orderBy('version')
      .execute()
    return rows.map((row) => protocolLock(protocolLockRowSchema.parse(row)))
  })
}

function protocolLock(row: z.infer<typeof protocolLockRowSchema>): ProtocolLock {
  return {
    id: row.id,
    version: row.version,
    hash: row.hash,
    document: row.document,
    lockedAt: row.locked_at,
  }
}
