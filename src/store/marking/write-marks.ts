import { sql } from 'kysely'
import type { KeyMark } from '../../judging/machine-mark.ts'
import type { Database } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import { machineMarkRowSchema } from '../rows.ts'
import type { Store } from '../store.ts'
import { type MarkRow, rowOfMark } from './mark-row.ts'

const batchRows = 2000
const columns = sql.join(Object.keys(machineMarkRowSchema.shape).map((name) => sql.ref(name)))

/**
 * Adds rows; one that the study has already stays as it is.
 *
 * @returns How many were new.
 */
export async function insertMarks(transaction: Database, rows: readonly MarkRow[]): Promise<number> {
  let added = 0
  for (let from = 0; from < rows.length; from += batchRows) {
    const batch = JSON.stringify(rows.slice(from, from + batchRows))
    const result = await sql`
      insert into machine_mark (${columns})
      select ${columns} from json_populate_recordset(null::machine_mark, ${batch}::json)
      on conflict do nothing`.execute(transaction)
    added += Number(result.numAffectedRows ?? 0)
  }
  return added
}

/** Puts marks by the answer key on record, all of the list or none. @returns How many were new. */
export function writeKeyMarks(
  store: Store,
  study: { readonly id: string },
  marks: readonly KeyMark[],
): Promise<number> {
  return withProblems(async () => {
    const ids = await idsOfStudy(store, study)
    const rows = marks.map((mark) => rowOfMark(mark, { studyId: study.id, ...ids }))
    return store.database.transaction().execute((transaction) => insertMarks(transaction, rows))
  })
}

/** Finds the ids of a study's items and arms by their keys. */
export async function idsOfStudy(store: Store, study: { readonly id: string }) {
  const idsIn = async (table: 'item' | 'arm') => {
    const rows = await store.database
      .selectFrom(table)
      .select(['id', 'key'])
      .where('study_id', '=', study.id)
      .execute()
    const ids = new Map(rows.map((row) => [row.key, row.id]))
    return (key: string): string => {
      const id = ids.get(key)
      if (id === undefined) throw new RangeError(`The study has no ${table} ${key}.`)
      return id
    }
  }
  return { itemId: await idsIn('item'), armId: await idsIn('arm') }
}
