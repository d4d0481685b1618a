import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../database.ts'

const madeSchema = z.object({ made: z.boolean() })

/**
 * Takes out of the queue what is there of a study, or of all studies (null), and forgets that it was there: its work, the jobs, the
 * calls in flight and what its limits stood at. Limits that a person has set for providers stay. A worker that holds a part finds
 * out at its next step, and writes nothing.
 *
 * @param database A transaction.
 */
export async function emptyQueue(database: Database, study: string | null): Promise<void> {
  const { rows } = await sql`select to_regclass('pgboss.job') is not null as made`.execute(database)
  if (madeSchema.parse(rows[0]).made) await removeJobs(database, study)
  const ofStudy = `% ${study ?? '%'} %`
  await sql`
    delete from call_in_flight where ${study}::uuid is null or lane like ${ofStudy} or budget like ${ofStudy}`.execute(
    database,
  )
  await sql`
    delete from call_limit where key not like 'provider %'
      and (${study}::uuid is null or key || ' ' like ${ofStudy})`.execute(database)
  // Its parts go with it.
  await sql`delete from work where ${study}::uuid is null or study_id = ${study}::uuid`.execute(database)
}

/** The jobs lie in tables of pg-boss; a queue of a study's folder has the study's id in its name. */
async function removeJobs(database: Database, study: string | null): Promise<void> {
  await sql`
    delete from pgboss.job where data->>'work' in (
      select id::text from work where ${study}::uuid is null or study_id = ${study}::uuid
    )`.execute(database)
  await sql`
    select pgboss.delete_queue(name) from pgboss.queue
    where name like ${`equipoise/%/folder/${study ?? '%'}`}`.execute(database)
}
