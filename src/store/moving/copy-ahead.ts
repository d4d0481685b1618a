import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { Database, Tables } from '../database.ts'
import type { MoveParts } from './move-study.ts'
import { rowTexts } from './row-texts.ts'
import type { StoredTable } from './stored-tables.ts'
import { openPlace } from './study-place.ts'
import { writeTexts } from './write-texts.ts'

const countSchema = z.object({ n: z.coerce.number() })

/**
 * Copies the rows that stay as they are, as of one moment of the source, while others go on writing there. Every batch is
 * stored by itself, so that an interrupted copy is gone on with.
 */
export async function copyAhead(parts: MoveParts): Promise<void> {
  const { from, to, studyId, tables, onStep } = parts
  await from.database
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (transaction) => {
      for (const table of tables.filter(({ kept }) => kept)) {
        const have = await countRows(to.database, table, studyId)
        if (have === (await countRows(transaction, table, studyId))) continue
        await copyRows(transaction, parts, table)
        await onStep?.('copied', table.name)
      }
    })
}

/** Sends all rows of a table over; those that are there already stay. */
export async function copyRows(
  source: Transaction<Tables>,
  { to, studyId, onRows }: MoveParts,
  table: StoredTable,
): Promise<void> {
  let sent = 0
  let writing: Promise<unknown> = Promise.resolve()
  for await (const texts of rowTexts(source, table, studyId)) {
    // The next rows are read while the database still writes these.
    await writing
    writing = to.database.transaction().execute(async (transaction) => {
      await openPlace(studyId).execute(transaction)
      await writeTexts(transaction, table, studyId, texts)
    })
    // Its error is thrown at the next await; until then it must not count as one that nobody handles.
    writing.catch(() => {})
    sent += texts.length
    onRows?.(table.name, sent)
  }
  await writing
}

async function countRows(database: Database, table: StoredTable, studyId: string): Promise<number> {
  const { rows } = await sql`
    select count(*) as n from ${sql.table(table.name)}
    where ${sql.ref(table.owner ?? 'study_id')} = ${studyId}::uuid`.execute(database)
  return countSchema.parse(rows[0]).n
}
