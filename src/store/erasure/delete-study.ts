import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import { withRunLock } from '../collecting/run-lock.ts'
import type { Tables } from '../database.ts'
import { arrivingProblem, openPlace, readPlace } from '../moving/study-place.ts'
import type { Store } from '../store.ts'
import { emptyQueue } from '../work/empty-queue.ts'
import { ownedTables } from './owned-tables.ts'
import { appendToWorkspace } from './workspace-log.ts'

/** What a study holds, or held. */
export interface StudyContents {
  readonly people: number
  readonly items: number
  readonly answers: number
  readonly judgments: number
  /** Entries of its audit log. */
  readonly entries: number
  /** Hash of the last of them; null where there is none. It shows later which state of the study was deleted. */
  readonly lastEntry: string | null
}

const contentsSchema = z.object({
  people: z.int(),
  items: z.int(),
  answers: z.int(),
  judgments: z.int(),
  entries: z.int(),
  lastEntry: z.string().nullable(),
})

export function readContents(store: Store, study: { readonly id: string }): Promise<StudyContents> {
  return store.database.transaction().execute((transaction) => contentsOf(transaction, study))
}

async function contentsOf(
  transaction: Transaction<Tables>,
  { id }: { readonly id: string },
): Promise<StudyContents> {
  const { rows } = await sql`
    select
      (select count(*) from person where study_id = ${id}::uuid) as people,
      (select count(*) from item where study_id = ${id}::uuid) as items,
      (select count(*) from answer where study_id = ${id}::uuid) as answers,
      (select count(*) from judgment where study_id = ${id}::uuid) as judgments,
      (select count(*) from audit_entry where study_id = ${id}::uuid) as entries,
      (select hash from audit_entry where study_id = ${id}::uuid order by number desc limit 1) as "lastEntry"`.execute(
    transaction,
  )
  return contentsSchema.parse(rows[0])
}

/**
 * Deletes a study with everything that the database holds of it, its audit log and its work in the queue among it, in one
 * transaction. What remains is one entry in the log of the workspace: the study's id, when it went, what it held, and the last hash
 * of its log. Of a study that was moved away, what goes are the rows that stayed here.
 *
 * @throws ProblemError RUN_ELSEWHERE where a run of the study goes on, STORE_STUDY_ARRIVING where it has been handed over to this
 * database and is not open here yet.
 */
export function deleteStudy(store: Store, study: { readonly id: string }): Promise<StudyContents> {
  const besideQueue = true
  const erase = () => store.database.transaction().execute((transaction) => eraseStudy(transaction, study.id))
  return withRunLock(store, study, erase, besideQueue)
}

/** The same within a transaction, whoever calls the study's arms. */
export async function eraseStudy(transaction: Transaction<Tables>, id: string): Promise<StudyContents> {
  await beginErasing(transaction)
  // Whoever writes into the study takes a lock on this row, and is waited for.
  await sql`select from study where id = ${id}::uuid for update`.execute(transaction)
  await sql`select from study_place where study_id = ${id}::uuid for update`.execute(transaction)
  const place = await readPlace(transaction, id)
  // Until all of it was verified, the place it comes from is in charge, and this is a part of a copy.
  if (place.place === 'arriving' && place.verified !== null) throw arrivingProblem(place.peer)
  await openPlace(id).execute(transaction)
  await emptyQueue(transaction, id)
  const contents = await contentsOf(transaction, { id })
  for (const table of await ownedTables(transaction))
    await sql`delete from ${sql.raw(table)} where study_id = ${id}::uuid`.execute(transaction)
  await sql`delete from study where id = ${id}::uuid`.execute(transaction)
  await appendToWorkspace(transaction, id, { kind: 'study-deleted', actor: null, detail: { ...contents } })
  return contents
}

/** Lets rows of tables that otherwise only grow be deleted, until the transaction ends. */
export async function beginErasing(transaction: Transaction<Tables>): Promise<void> {
  await sql`set local equipoise.erasing = 'on'`.execute(transaction)
}
