import { createHash } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { Tables } from '../database.ts'
import type { StoredTable } from './stored-tables.ts'

const rowsAtOnce = 1000
const rowSchema = z.object({ text: z.string() })

/** The study whose rows are meant; null: all rows of the table. */
export type StudyId = string | null

/**
 * The rows of a table as JSON texts that PostgreSQL writes: columns in the order of their names, times in UTC with
 * microseconds, numbers with the digits that give them back, bytes in hexadecimal. Equal rows have equal texts in every
 * database and major version. The key of a study is left out: it is another one in every database.
 */
export async function* rowTexts(
  transaction: Transaction<Tables>,
  table: StoredTable,
  studyId: StudyId,
): AsyncGenerator<readonly string[]> {
  const columns = sql.join(copiedColumns(table, studyId).map((name) => sql.ref(name)))
  const order = sql.join(table.order.map((name) => sql.ref(name)))
  const condition =
    studyId === null || table.owner === null ? sql`true` : sql`${sql.ref(table.owner)} = ${studyId}::uuid`
  await sql`
    select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO', true),
      set_config('bytea_output', 'hex', true), set_config('extra_float_digits', '1', true)`.execute(
    transaction,
  )
  await sql`
    declare rows_to_copy no scroll cursor for
    select row_to_json(one)::text as text
    from (select ${columns} from ${sql.table(table.name)} where ${condition} order by ${order}) as one`.execute(
    transaction,
  )
  try {
    for (;;) {
      const { rows } = await sql`fetch ${sql.raw(String(rowsAtOnce))} from rows_to_copy`.execute(transaction)
      if (rows.length === 0) break
      yield rows.map((row) => rowSchema.parse(row).text)
      if (rows.length < rowsAtOnce) break
    }
  } finally {
    await sql`close rows_to_copy`.execute(transaction).catch(() => {})
  }
}

/** The columns that are copied and hashed. */
export function copiedColumns(table: StoredTable, studyId: StudyId): readonly string[] {
  return studyId !== null && table.name === 'study'
    ? table.columns.filter((name) => name !== 'key')
    : table.columns
}

/** How many rows there are, and the SHA-256 of their texts, a line each, in their order. */
export interface TableDigest {
  readonly table: string
  readonly rows: number
  readonly sha256: string
}

/** Reads a table, and hands what it reads to `use` on the way. */
export async function digestTable(
  transaction: Transaction<Tables>,
  table: StoredTable,
  studyId: StudyId,
  use: (texts: readonly string[]) => Promise<void> = async () => {},
): Promise<TableDigest> {
  const hash = createHash('sha256')
  let rows = 0
  for await (const texts of rowTexts(transaction, table, studyId)) {
    for (const text of texts) hash.update(text).update('\n')
    rows += texts.length
    await use(texts)
  }
  return { table: table.name, rows, sha256: hash.digest('hex') }
}

/** One hash for all tables. */
export function digestOfTables(digests: readonly TableDigest[]): string {
  const hash = createHash('sha256')
  for (const { table, rows, sha256 } of digests) hash.update(`${table} ${rows} ${sha256}\n`)
  return hash.digest('hex')
}
