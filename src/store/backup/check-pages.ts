import { sql } from 'kysely'
import { z } from 'zod'
import type { Problem } from '../../problem.ts'
import { errorCode, errorText } from '../embedded/error-code.ts'
import type { Store } from '../store.ts'

const indexesSchema = z.array(z.object({ name: z.string(), table: z.string(), id: z.number() }))

/** What looking at the pages of a database came to. */
export interface CheckedPages {
  readonly indexes: number
  readonly problems: readonly Problem[]
  /** Why it could not be done; null where it was. */
  readonly not: string | null
}

class Undone extends Error {}

/**
 * Holds every index against its table with PostgreSQL's own `amcheck`. It is put into the database for a transaction that is
 * undone, so nothing is left of it; who may not do so, on a server of one's own, gets to know why.
 */
export async function checkPages(store: Store): Promise<CheckedPages> {
  const problems: Problem[] = []
  let indexes = 0
  try {
    await store.database.transaction().execute(async (transaction) => {
      await sql`create extension if not exists amcheck`.execute(transaction)
      const found = await sql`
        select index.relname as name, class.relname as table, index.oid::int8 as id
        from pg_index join pg_class index on index.oid = indexrelid join pg_class class on class.oid = indrelid
        join pg_am on pg_am.oid = index.relam
        where class.relnamespace = current_schema()::regnamespace and amname = 'btree' and indisvalid
        order by 1`.execute(transaction)
      for (const { name, table, id } of indexesSchema.parse(found.rows)) {
        await sql`savepoint before_index`.execute(transaction)
        try {
          await sql`select bt_index_check(${id}::int8::oid::regclass, true)`.execute(transaction)
          indexes += 1
        } catch (error) {
          if (!/^(XX|58)/.test(errorCode(error) ?? '')) throw error
          await sql`rollback to savepoint before_index`.execute(transaction)
          problems.push(damagedIndex(name, table, error))
        }
      }
      throw new Undone()
    })
  } catch (error) {
    if (!(error instanceof Undone)) {
      if (!['42501', '0A000', '58P01', '25006'].includes(errorCode(error) ?? '')) throw error
      return { indexes, problems, not: errorText(error) }
    }
  }
  return { indexes, problems, not: null }
}

function damagedIndex(name: string, table: string, error: unknown): Problem {
  return {
    code: 'DOCTOR_INDEX_DAMAGED',
    message: `The database’s index ${name} does not agree with its table ${table}, or cannot be read.`,
    place: { field: table },
    value: errorText(error),
    expected: null,
    remedy: 'Look at the disk, then restore the newest backup with `equipoise doctor --repair --yes`.',
  }
}
