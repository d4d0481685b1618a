import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import type { Tables } from '../database.ts'
import type { DescribedTable } from './tables-in-order.ts'

const fetchedRows = 2000
const linesSchema = z.array(z.object({ line: z.string() }))

/** Rows of one study, or of all of them (null). */
export type OwnerOfRows = string | null

/**
 * The rows of a table as the database writes them as JSON, one a line, in the order of its key: numbers keep their digits,
 * times their microseconds.
 *
 * @param transaction They agree with those of other tables where it is a snapshot.
 */
export async function* rowLines(
  transaction: Kysely<Tables>,
  table: DescribedTable,
  owner: OwnerOfRows,
): AsyncGenerator<readonly string[]> {
  const cursor = sql.ref(`rows_of_${table.name}`)
  const order = table.key.length === 0 ? sql`row` : sql.join(table.key.map((name) => sql.ref(name)))
  await sql`
    declare ${cursor} no scroll cursor for
    select row_to_json(row)::text as line from ${sql.table(table.name)} as row
    where ${ownedBy(table, owner)} order by ${order}`.execute(transaction)
  try {
    for (;;) {
      const { rows } = await sql`fetch ${sql.lit(fetchedRows)} from ${cursor}`.execute(transaction)
      const lines = linesSchema.parse(rows).map(({ line }) => line)
      if (lines.length > 0) yield lines
      if (lines.length < fetchedRows) break
    }
  } finally {
    // A transaction that has failed has closed it by itself.
    await sql`close ${cursor}`.execute(transaction).catch(() => {})
  }
}

/** Which rows of a table belong to a study; a table without owner belongs to the whole database. */
export function ownedBy(table: DescribedTable, owner: OwnerOfRows) {
  if (owner === null) return sql<boolean>`true`
  if (table.name === 'study') return sql<boolean>`id = ${sql.lit(owner)}::uuid`
  return table.owned ? sql<boolean>`study_id = ${sql.lit(owner)}::uuid` : sql<boolean>`false`
}

/** Puts rows of `rowLines` into a table of the same columns. */
export async function insertLines(
  database: Kysely<Tables>,
  table: DescribedTable,
  lines: readonly string[],
): Promise<void> {
  const columns = sql.join(table.columns.map((name) => sql.ref(name)))
  // As json and not jsonb, so that numbers are read from the digits of the file.
  await sql`
    insert into ${sql.table(table.name)} (${columns}) overriding system value
    select ${columns}
    from json_populate_recordset(null::${sql.table(table.name)}, ${`[${lines.join(',')}]`}::json)
      with ordinality as row
    order by ordinality`.execute(database)
}
