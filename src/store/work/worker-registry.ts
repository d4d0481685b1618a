import { sql } from 'kysely'
import { v7 } from 'uuid'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import { silenceSeconds } from '../queue/open-queue.ts'
import type { Store } from '../store.ts'

/** A worker as it tells of itself. */
export interface WorkerSelf {
  readonly machine: string
  readonly pid: number
  readonly version: string
  /** Calls that it keeps in flight at most. */
  readonly calls: number
}

const workerSchema = z.object({
  id: z.string(),
  machine: z.string(),
  pid: z.int(),
  version: z.string(),
  schemaVersion: z.int(),
  calls: z.int(),
  /** What it works on, in words. */
  doing: z.array(z.string()),
  /** Its clock less the database's, in seconds; no decision rests on it. */
  skewSeconds: z.number().nullable(),
  startedAt: z.string(),
  heardAt: z.string(),
  /** Seconds since it was heard, by the database's clock. */
  silentSeconds: z.number(),
  state: z.enum(['alive', 'silent', 'left']),
})

export type KnownWorker = Readonly<z.infer<typeof workerSchema>>

const schemaOfDatabase = sql`(select max(version) from schema_migration)`

/** Puts a worker on the list. @returns Its id. */
export function joinWorkers(store: Store, self: WorkerSelf): Promise<string> {
  return withProblems(async () => {
    const id = v7()
    await sql`
      insert into worker (id, machine, pid, version, schema_version, calls, doing)
      values (${id}::uuid, ${self.machine}, ${self.pid}, ${self.version}, ${schemaOfDatabase}, ${self.calls},
        '[]')`.execute(store.database)
    // Those that left or fell silent long ago are of no use to anybody.
    await sql`delete from worker where heard_at < clock_timestamp() - interval '7 days'`.execute(
      store.database,
    )
    return id
  })
}

/** Tells that a worker lives, and what it does. @returns The version of the database's schema. */
export function tellAlive(
  store: Store,
  id: string,
  doing: readonly string[],
  skewSeconds: number | null,
): Promise<number> {
  return withProblems(async () => {
    const { rows } = await sql<{ readonly version: number }>`
      update worker set doing = ${JSON.stringify(doing)}::jsonb, skew_seconds = ${skewSeconds},
        heard_at = clock_timestamp()
      where id = ${id}::uuid returning ${schemaOfDatabase} as version`.execute(store.database)
    return Number(rows[0]?.version)
  })
}

export function leaveWorkers(store: Store, id: string): Promise<void> {
  return withProblems(async () => {
    await sql`
      update worker set left_at = clock_timestamp(), heard_at = clock_timestamp(), doing = '[]'
      where id = ${id}::uuid`.execute(store.database)
  })
}

/** Milliseconds of the database's clock, for the skew that `equipoise workers` shows. */
export function databaseTime(store: Store): Promise<number> {
  return withProblems(async () => {
    const { rows } = await sql<{ readonly now: number }>`
      select extract(epoch from clock_timestamp())::float8 * 1000 as now`.execute(store.database)
    return Number(rows[0]?.now)
  })
}

/** Workers of this database, the latest first; those that left only where they are asked for. */
export function readWorkers(store: Store, withLeft = false): Promise<readonly KnownWorker[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select * from (
        select id, machine, pid, version, schema_version as "schemaVersion", calls, doing,
          skew_seconds as "skewSeconds", started_at as "startedAt", heard_at as "heardAt",
          extract(epoch from clock_timestamp() - heard_at)::float8 as "silentSeconds",
          case when left_at is not null then 'left'
            when heard_at < clock_timestamp() - ${silenceSeconds}::float8 * interval '1 second' then 'silent'
            else 'alive' end as state
        from worker
      ) as known
      where state <> 'left' or ${withLeft}
      order by "startedAt" desc`.execute(store.database)
    return rows.map((row) => workerSchema.parse(row))
  })
}
