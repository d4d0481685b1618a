import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../database.ts'

const rowSchema = z.object({ identity: z.string() })

/** What tells a database from every other one, by whatever address it is reached; it is lost where it is restored from a dump. */
export async function databaseIdentity(database: Database): Promise<string> {
  const { rows } = await sql`
    select system_identifier::text || '/' || (select oid::text from pg_database where datname = current_database())
      as identity
    from pg_control_system()`.execute(database)
  return rowSchema.parse(rows[0]).identity
}
