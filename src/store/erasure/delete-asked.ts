import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import { askImportKind } from '../ask/ask-import.ts'
import type { Tables } from '../database.ts'
import type { Store } from '../store.ts'
import { beginErasing } from './delete-study.ts'
import { appendToWorkspace } from './workspace-log.ts'

/** Asked questions of one standing study that are older than the rule allows. */
export interface DueQuestions {
  readonly study: string
  readonly title: string
  readonly questions: number
}

const dueSchema = z.object({ study: z.string(), title: z.string(), questions: z.int() })

/**
 * Questions of the ask page that were kept with their marks and are older than so many days. Those of a study whose review was opened
 * are left out: they are items of a trial, and go with it.
 */
export async function dueQuestions(store: Store, days: number): Promise<readonly DueQuestions[]> {
  const { rows } = await sql`
    select study.id as study, study.title, count(*) as questions
    from import join study on study.id = import.study_id
    where ${olderThan(days)}
    group by study.id, study.title order by study.id`.execute(store.database)
  return rows.map((row) => dueSchema.parse(row))
}

function olderThan(days: number) {
  return sql`import.kind = ${askImportKind}
    and import.created_at < clock_timestamp() - make_interval(days => ${days}::int)
    and not exists (select from review where review.study_id = import.study_id)`
}

/** Deletes them with their answers and marks; an entry in the log of the workspace says how many of which study. */
export function deleteAsked(store: Store, days: number): Promise<readonly DueQuestions[]> {
  return store.database.transaction().execute(async (transaction) => {
    await beginErasing(transaction)
    const due = await sql`
      create temporary table due_asked on commit drop as
      select import.id as import_id, import.study_id, item.id as item_id
      from import left join item on item.study_id = import.study_id
        and item.key = 'asked-' || substr(import.file_name, length('ask page ') + 1)
      where ${olderThan(days)}`.execute(transaction)
    if (due.numAffectedRows === 0n) return []
    await deleteItems(transaction)
    const { rows } = await sql`
      select study.id as study, study.title, count(*) as questions
      from due_asked join study on study.id = due_asked.study_id
      group by study.id, study.title order by study.id`.execute(transaction)
    const deleted = rows.map((row) => dueSchema.parse(row))
    for (const { study, questions } of deleted)
      await appendToWorkspace(transaction, study, {
        kind: 'asked-deleted',
        actor: null,
        detail: { questions, olderThanDays: days },
      })
    return deleted
  })
}

/** All that hangs on the items, then the items and the record of their coming. */
async function deleteItems(transaction: Transaction<Tables>): Promise<void> {
  for (const table of ['judgment', 'machine_mark', 'screen_decision', 'answer'])
    await sql`
      delete from ${sql.raw(table)} using due_asked
      where ${sql.raw(table)}.study_id = due_asked.study_id and ${sql.raw(table)}.item_id = due_asked.item_id`.execute(
      transaction,
    )
  await sql`delete from item using due_asked where item.id = due_asked.item_id`.execute(transaction)
  await sql`delete from import using due_asked where import.id = due_asked.import_id`.execute(transaction)
}
