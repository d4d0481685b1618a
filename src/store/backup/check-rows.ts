import { type Kysely, sql } from 'kysely'
import type { z } from 'zod'
import { expectedValue } from '../../expected-value.ts'
import type { Problem } from '../../problem.ts'
import type { Tables } from '../database.ts'
import { errorCode, errorText } from '../embedded/error-code.ts'
import { rowSchemas } from '../row-schemas.ts'
import { readSnapshot } from '../snapshot.ts'
import type { Store } from '../store.ts'
import { type DescribedTable, tablesInOrder } from './tables-in-order.ts'

/** What reading a whole table came to. */
export interface CheckedTable {
  readonly table: string
  readonly rows: number
  /** Null: every row is what its table holds. */
  readonly problem: Problem | null
  /** Whether the database itself could not read on. */
  readonly unreadable: boolean
}

const fetchedRows = 2000

/** Reads every row of every table and holds it against the schema of its table. */
export async function checkRows(
  store: Store,
  onProgress: (done: number, total: number) => void,
): Promise<readonly CheckedTable[]> {
  const tables = await tablesInOrder(store.database)
  const checked: CheckedTable[] = []
  for (const [at, table] of tables.entries()) {
    onProgress(at, tables.length)
    checked.push(await checkTable(store, table))
  }
  return checked
}

/** One transaction for each table: where the database cannot read one, it reads the next. */
async function checkTable(store: Store, table: DescribedTable): Promise<CheckedTable> {
  let rows = 0
  try {
    const problem = await readSnapshot(store, async ({ database }) => {
      for await (const page of pagesOf(database, table)) {
        const bad = page.findIndex((row) => !rowSchemas[table.name].safeParse(row).success)
        if (bad >= 0) return badRow(table, rows + bad + 1, page[bad])
        rows += page.length
      }
      return null
    })
    return { table: table.name, rows, problem, unreadable: false }
  } catch (error) {
    // A server that is gone is no damage; whoever asked is told of it.
    if (!/^(XX|58)/.test(errorCode(error) ?? '')) throw error
    return { table: table.name, rows, problem: unreadable(table, error), unreadable: true }
  }
}

async function* pagesOf(
  database: Kysely<Tables>,
  table: DescribedTable,
): AsyncGenerator<readonly Readonly<Record<string, unknown>>[]> {
  await sql`declare checked no scroll cursor for select * from ${sql.table(table.name)}`.execute(database)
  for (;;) {
    const { rows } = await sql<Readonly<Record<string, unknown>>>`
      fetch ${sql.lit(fetchedRows)} from checked`.execute(database)
    if (rows.length > 0) yield rows
    if (rows.length < fetchedRows) return
  }
}

function badRow({ name, key }: DescribedTable, place: number, row: unknown): Problem {
  const schema: z.ZodType = rowSchemas[name]
  const issue = schema.safeParse(row).error?.issues[0]
  return {
    code: 'DOCTOR_ROW',
    message: `A row of the table ${name} is not what the table holds (row ${place}, key ${key.join(', ')}).`,
    place: { field: `${name}.${issue?.path.map(String).join('.') ?? ''}` },
    value: null,
    expected: issue === undefined ? null : expectedValue(issue),
    remedy: 'Restore the database from a backup, or update equipoise if a newer one wrote this.',
  }
}

function unreadable({ name }: DescribedTable, error: unknown): Problem {
  return {
    code: 'DOCTOR_TABLE_DAMAGED',
    message: `The table ${name} cannot be read to its end: its files are damaged.`,
    place: { field: name },
    value: errorText(error),
    expected: null,
    remedy:
      'Look at the disk, then restore the newest backup with `equipoise doctor --repair --yes`; the damaged files are kept.',
  }
}
