import { sql } from 'kysely'
import { v7 } from 'uuid'
import { z } from 'zod'
import { ClaimLost } from '../../answers/collecting/journal.ts'
import { takeRunLock } from '../collecting/run-lock.ts'
import type { Database } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import type { Claim, Queue } from '../queue/open-queue.ts'
import { jsonObject } from '../rows.ts'
import type { Store } from '../store.ts'

export const workKinds = ['collect', 'mark', 'simulate', 'index'] as const
export type WorkKind = (typeof workKinds)[number]
type Json = Readonly<Record<string, unknown>>

/** What one command puts in the queue. */
export interface NewWork {
  readonly kind: WorkKind
  readonly studyId: string | null
  /** Unique among open work of its kind: by it a command that is started again finds its work. */
  readonly name: string
  /** Version of the software that made it, and that does it. */
  readonly version: string
  readonly payload: Json
  readonly parts: readonly { readonly queue: string; readonly payload: Json }[]
}

const workSchema = z.object({
  id: z.string(),
  studyId: z.string().nullable(),
  kind: z.enum(workKinds),
  name: z.string(),
  version: z.string(),
  payload: jsonObject,
})

/** Work in the queue. */
export interface Work extends z.infer<typeof workSchema> {}

const columns = sql`id, study_id as "studyId", kind, name, version, payload`

/**
 * Puts work in the queue, all of it or none.
 *
 * @param within Further steps of the same transaction, such as the limits of its calls.
 * @throws ProblemError RUN_ELSEWHERE where a command calls the study's arms or judges by itself.
 */
export async function putWork(
  store: Store,
  queue: Queue,
  work: NewWork,
  within: (database: Database) => Promise<void> = async () => {},
): Promise<Work> {
  await queue.prepare([...new Set(work.parts.map((part) => part.queue))])
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      if (work.studyId !== null) await takeRunLock(transaction, { id: work.studyId })
      await within(transaction)
      const id = v7()
      const { rows } = await sql`
        insert into work (id, study_id, kind, name, version, payload)
        values (${id}::uuid, ${work.studyId}::uuid, ${work.kind}, ${work.name}, ${work.version},
          ${JSON.stringify(work.payload)}::jsonb)
        returning ${columns}`.execute(transaction)
      const jobs = work.parts.map(({ queue: name }, part) => ({ id: v7(), queue: name, work: id, part }))
      await sql`
        insert into work_part (work_id, part, queue, job_id, payload)
        select ${id}::uuid, part, queue, job_id, payload::jsonb
        from unnest(
          ${jobs.map(({ part }) => part)}::int[], ${jobs.map((job) => job.queue)}::text[],
          ${jobs.map((job) => job.id)}::uuid[], ${work.parts.map(({ payload }) => JSON.stringify(payload))}::text[]
        ) as new (part, queue, job_id, payload)`.execute(transaction)
      await queue.put(transaction, jobs)
      return workSchema.parse(rows[0])
    }),
  )
}

/** Open work of this name; null where there is none. */
export function findWork(store: Store, kind: WorkKind, name: string): Promise<Work | null> {
  return withProblems(async () => {
    const { rows } = await sql`
      select ${columns} from work where kind = ${kind} and name = ${name} and closed_at is null`.execute(
      store.database,
    )
    return rows[0] === undefined ? null : workSchema.parse(rows[0])
  })
}

/** @throws ClaimLost where the work was taken out of the database, with its study or by a restore. */
export function readWork(store: Store, id: string): Promise<Work> {
  return withProblems(async () => {
    const { rows } = await sql`select ${columns} from work where id = ${id}::uuid`.execute(store.database)
    if (rows[0] === undefined) throw new ClaimLost()
    return workSchema.parse(rows[0])
  })
}

/** The command has taken the results; the work is not looked for any more. */
export function closeWork(store: Store, work: Work): Promise<void> {
  return withProblems(async () => {
    await sql`update work set closed_at = clock_timestamp() where id = ${work.id}::uuid`.execute(
      store.database,
    )
  })
}

/** Takes work out of the queue. What workers hold of it they notice at their next step, and stop. */
export function dropWork(store: Store, queue: Queue, work: Work): Promise<void> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ readonly queue: string; readonly id: string }>`
        select queue, job_id as id from work_part where work_id = ${work.id}::uuid and done_at is null`.execute(
        transaction,
      )
      await queue.drop(transaction, rows)
      await sql`update work set closed_at = clock_timestamp() where id = ${work.id}::uuid`.execute(
        transaction,
      )
    }),
  )
}

const partSchema = z.object({ payload: jsonObject })

/** @throws ClaimLost where the work was taken out of the database. */
export function readPart(store: Store, { work, part }: Claim): Promise<Json> {
  return withProblems(async () => {
    const { rows } = await sql`
      select payload from work_part where work_id = ${work}::uuid and part = ${part}`.execute(store.database)
    if (rows[0] === undefined) throw new ClaimLost()
    return partSchema.parse(rows[0]).payload
  })
}

/**
 * Puts the result of a part on record and the job out of the queue, both or neither.
 *
 * @throws ClaimLost where the part is somebody else's by now; nothing is written then.
 */
export function finishPart(store: Store, queue: Queue, claim: Claim, output: Json): Promise<void> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      await queue.complete(claim, transaction)
      await sql`
        update work_part set output = ${JSON.stringify(output)}::jsonb, done_at = clock_timestamp()
        where work_id = ${claim.work}::uuid and part = ${claim.part} and done_at is null`.execute(transaction)
    }),
  )
}

/** Tells how far a part is, for those who watch. */
export function tellProgress(store: Store, claim: Claim, progress: Json): Promise<void> {
  return withProblems(async () => {
    await sql`
      update work_part set progress = ${JSON.stringify(progress)}::jsonb
      where work_id = ${claim.work}::uuid and part = ${claim.part} and done_at is null`.execute(
      store.database,
    )
  })
}

const doneSchema = z.object({ part: z.int(), payload: jsonObject, output: jsonObject })

/** Results of the parts that are done, in their order. */
export function readOutputs(store: Store, work: Work): Promise<readonly z.infer<typeof doneSchema>[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select part, payload, output from work_part where work_id = ${work.id}::uuid and output is not null
      order by part`.execute(store.database)
    return rows.map((row) => doneSchema.parse(row))
  })
}

const progressSchema = z.object({
  parts: z.int(),
  done: z.int(),
  /** Queues in which parts wait or are worked on. */
  queues: z.array(z.string()),
  /** What the parts that are worked on tell of themselves. */
  told: z.array(jsonObject),
})

export type WorkProgress = z.infer<typeof progressSchema>

export function readProgress(store: Store, work: Work): Promise<WorkProgress> {
  return withProblems(async () => {
    const { rows } = await sql`
      select count(*)::int as parts, count(done_at)::int as done,
        coalesce(jsonb_agg(distinct queue) filter (where done_at is null), '[]') as queues,
        coalesce(jsonb_agg(progress) filter (where done_at is null and progress is not null), '[]') as told
      from work_part where work_id = ${work.id}::uuid`.execute(store.database)
    return progressSchema.parse(rows[0])
  })
}

/** Work of a study that calls its arms or judges and is not done. */
export function unfinishedCalls(store: Store, study: { readonly id: string }): Promise<readonly Work[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select ${columns} from work
      where study_id = ${study.id}::uuid and kind in ('collect', 'mark') and closed_at is null
        and exists (select from work_part where work_id = work.id and done_at is null)`.execute(
      store.database,
    )
    return rows.map((row) => workSchema.parse(row))
  })
}

/** All open work that is not done. */
export function openWork(store: Store): Promise<readonly Work[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select ${columns} from work
      where closed_at is null and exists (select from work_part where work_id = work.id and done_at is null)
      order by created_at`.execute(store.database)
    return rows.map((row) => workSchema.parse(row))
  })
}

const countSchema = z.object({ kind: z.enum(workKinds), jobs: z.int() })

/** Jobs of each kind that are in the queue and not done, those that are worked on among them. */
export function countJobs(store: Store): Promise<readonly z.infer<typeof countSchema>[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select kind, count(open.work_id)::int as jobs from unnest(${[...workKinds]}::text[]) as kind
      left join (
        select work_id, work.kind as its from work_part join work on work.id = work_id
        where done_at is null and closed_at is null
      ) as open on its = kind
      group by kind`.execute(store.database)
    return rows.map((row) => countSchema.parse(row))
  })
}
