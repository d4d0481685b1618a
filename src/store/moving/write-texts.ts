import { sql, type Transaction } from 'kysely'
import type { Tables } from '../database.ts'
import { copiedColumns, type StudyId } from './row-texts.ts'
import type { StoredTable } from './stored-tables.ts'

/**
 * Writes rows from their texts. Rows that are there already stay, so that what was interrupted can be done again; an item
 * that was only named before is described.
 */
export async function writeTexts(
  transaction: Transaction<Tables>,
  table: StoredTable,
  studyId: StudyId,
  texts: readonly string[],
): Promise<void> {
  const columns = copiedColumns(table, studyId)
  const names = sql.join(columns.map((name) => sql.ref(name)))
  const assignments = columns
    .filter((name) => name !== 'id')
    .map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`)
  const conflict =
    table.name === 'item' && studyId !== null
      ? sql`(id) do update set ${sql.join(assignments)} where
          (item.text, item.strata, item.content) is distinct from (excluded.text, excluded.strata, excluded.content)`
      : sql`do nothing`
  // As json and not jsonb, so that numbers are read from their digits.
  await sql`
    insert into ${sql.table(table.name)} (${names}) overriding system value
    select ${names} from json_populate_recordset(null::${sql.table(table.name)}, ${`[${texts.join(',')}]`}::json)
      with ordinality as row order by ordinality
    on conflict ${conflict}`.execute(transaction)
}

/** Removes the rows of a table that are replaced as a whole. */
export async function removeRows(
  transaction: Transaction<Tables>,
  table: StoredTable,
  studyId: string,
): Promise<void> {
  if (table.kept || table.owner === null) throw new Error(`rows of ${table.name} are never removed`)
  await sql`
    delete from ${sql.table(table.name)} where ${sql.ref(table.owner)} = ${studyId}::uuid`.execute(
    transaction,
  )
}

/** Lets numbers that the database gives from now on come after those that were written. */
export async function advanceNumbers(
  transaction: Transaction<Tables>,
  tables: readonly StoredTable[],
): Promise<void> {
  for (const table of tables.filter(({ columns }) => columns.includes('seq'))) {
    // Nobody takes a number between the look at the last one and the change.
    await sql`lock table ${sql.table(table.name)} in share row exclusive mode`.execute(transaction)
    await sql`
      select setval(sequence, highest) from (
        select coalesce(pg_get_serial_sequence(${table.name}, 'seq'), 'review_deal_order')::regclass as sequence,
          (select max(seq) from ${sql.table(table.name)}) as highest
      ) as numbers
      where highest > coalesce(pg_sequence_last_value(sequence), 0)`.execute(transaction)
  }
}
