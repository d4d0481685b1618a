import { sql, type Transaction } from 'kysely'
import type { z } from 'zod'
import { expectedValue } from '../../expected-value.ts'
import { type Place, problem } from '../../problem.ts'
import type { Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import { continueDealOrder } from '../deal-order.ts'
import { errorCode, errorText } from '../embedded/error-code.ts'
import { batches } from '../imports/batches.ts'
import { refreshStatistics } from '../imports/statistics.ts'
import type { Store } from '../store.ts'
import { tableFile } from './manifest.ts'
import { type BundleRowSchemas, type BundleTable, bundleRowSchemas, type UncheckedRows } from './tables.ts'

const batchRows = 5000

/**
 * Restores the rows of `exportRows` with their ids, all of them or none, in one transaction.
 *
 * @param key of the study in this database.
 * @param schemas of the rows in the bundle's format.
 * @throws ProblemError BUNDLE_STUDY_PRESENT where the database has the study or one of its rows already,
 * BUNDLE_ROW where a row is not what its table holds.
 */
export function importRows(
  store: Store,
  key: string,
  tables: readonly UncheckedRows[],
  schemas: BundleRowSchemas = bundleRowSchemas,
): Promise<void> {
  return withProblems(async () => {
    await store.database.transaction().execute(async (transaction) => {
      let owner: string | null = null
      for (const { table, rows: unchecked } of tables) {
        let line = 1
        for await (const batch of batches(unchecked, batchRows)) {
          const checked = checkRows(table, schemas[table], batch, line)
          owner ??= ownerOf(checked[0])
          refuseOthers(table, checked, line, owner)
          const rows = table === 'study' ? withKey(checked, key) : checked
          await insertRows(transaction, table, Object.keys(schemas[table].shape), rows, line)
          line += batch.length
        }
      }
      await continueDealOrder(transaction)
    })
    await refreshStatistics(store)
  })
}

function withKey(
  rows: readonly CheckedRow[],
  key: string,
): readonly (CheckedRow & { readonly key: string })[] {
  return rows.map((row) => ({ ...row, key }))
}

type CheckedRow = z.infer<BundleRowSchemas[BundleTable]>

/** Checks the shape of rows; `firstLine` is the line of the first. */
function checkRows(
  table: BundleTable,
  schema: BundleRowSchemas[BundleTable],
  rows: readonly unknown[],
  firstLine: number,
): readonly CheckedRow[] {
  return rows.map((row, index) => {
    const result = schema.safeParse(row)
    if (result.success) return result.data
    const issue = result.error.issues[0]
    const field = issue?.path.map(String).join('.') ?? ''
    throw badRow(
      { file: tableFile(table), line: firstLine + index, field },
      issue === undefined ? null : expectedValue(issue),
    )
  })
}

/** The id of the study that a row belongs to; a row of the table of studies is one itself. */
function ownerOf(row: CheckedRow | undefined): string | null {
  if (row === undefined) return null
  return 'study_id' in row ? row.study_id : row.id
}

function refuseOthers(
  table: BundleTable,
  rows: readonly CheckedRow[],
  firstLine: number,
  owner: string | null,
): void {
  const other = rows.findIndex((row) => ownerOf(row) !== owner)
  if (other < 0) return
  throw badRow({ file: tableFile(table), line: firstLine + other, field: 'study_id' }, owner)
}

async function insertRows(
  transaction: Transaction<Tables>,
  table: BundleTable,
  names: readonly string[],
  rows: readonly (CheckedRow & { readonly key?: string })[],
  firstLine: number,
): Promise<void> {
  const columns = sql.join((table === 'study' ? [...names, 'key'] : names).map((name) => sql.ref(name)))
  try {
    // As json and not jsonb, so that numbers are read from the digits of the file.
    await sql`
      insert into ${sql.table(table)} (${columns})
      select ${columns}
      from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json) with ordinality
        as row
      order by ordinality`.execute(transaction)
  } catch (error) {
    const code = errorCode(error)
    if (code === '23505') throw present(table, firstLine)
    // What the schema of a row cannot see: a row that points to none, a value that its column does not take.
    if (/^2[23]/.test(code ?? ''))
      throw badRow({ file: tableFile(table), line: firstLine }, null, errorText(error))
    throw error
  }
}

function badRow(place: Place, expected: string | null, value: string | null = null) {
  return problem(
    'BUNDLE_ROW',
    'The row is not what this table of the study holds.',
    'Export the study again.',
    {
      place,
      expected,
      value,
    },
  )
}

function present(table: BundleTable, line: number) {
  return problem(
    'BUNDLE_STUDY_PRESENT',
    'The database has a study of this key, or rows of it, already.',
    'Import the bundle into an empty workspace.',
    { place: { file: tableFile(table), line } },
  )
}
