import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { z } from 'zod'
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

/** Locks a further version of a study's protocol; the version numbers have no gaps. */
export function appendLock(
  store: Store,
  study: { readonly id: string },
  lock: { readonly hash: string; readonly document: string },
): Promise<ProtocolLock> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      await sql`select from study where id = ${study.id}::uuid for no key update`.execute(transaction)
      const last = await transaction
        .selectFrom('protocol_lock')
        .select((expression) => expression.fn.max('version').as('version'))
        .where('study_id', '=', study.id)
        .executeTakeFirst()
      const row = await transaction
        .insertInto('protocol_lock')
        .values({ id: v7(), study_id: study.id, version: (last?.version ?? 0) + 1, ...lock })
        .returningAll()
        .executeTakeFirstOrThrow()
      return protocolLock(protocolLockRowSchema.parse(row))
    }),
  )
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
