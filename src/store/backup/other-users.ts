import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import type { Tables } from '../database.ts'
import { leaseLock } from '../embedded/lease.ts'

/** Number of other processes that use the embedded server; 0 on a server of one's own, where nobody says so. */
export async function otherUsers(database: Kysely<Tables>): Promise<number> {
  const [type, object] = leaseLock
  const { rows } = await sql`
    select count(*)::int as n from pg_locks
    where locktype = 'advisory' and classid = ${type}::bigint::oid and objid = ${object}::bigint::oid
      and granted and mode = 'ShareLock'`.execute(database)
  return Math.max(0, z.object({ n: z.int() }).parse(rows[0]).n - 1)
}
