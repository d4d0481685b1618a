import { sql } from 'kysely'
import { withProblems } from '../database-problem.ts'
import { firstId, pages } from '../reading/pages.ts'
import type { Store } from '../store.ts'
import {
  type BundleTable,
  bundleOrders,
  bundleRowSchemas,
  bundleTables,
  type PlainRow,
  type TableRows,
} from './tables.ts'

const pageRows = 5000

/**
 * All rows of a study, table after table, with their ids and pseudonyms and without personal data. Superseded
 * judgments are among them. Rows agree with each other only if the store is a snapshot (`readSnapshot`).
 */
export function exportRows(store: Store, study: { readonly id: string }): readonly TableRows[] {
  return bundleTables.map((table) => ({ table, rows: tableRows(store, study.id, table) }))
}

async function* tableRows(
  store: Store,
  studyId: string,
  table: BundleTable,
): AsyncGenerator<readonly PlainRow[]> {
  const schema = bundleRowSchemas[table]
  const { column, type, written } = bundleOrders[table] ?? { column: 'id', type: 'uuid', written: true }
  const first = type === 'uuid' ? firstId : '0'
  const read = (after: string, size: number) =>
    rowsAfter(store, studyId, table, { column, type, after, size })
  for await (const page of pages(pageRows, first, read, (row) => String(row[column]))) {
    yield page.map((row) => {
      const { [column]: order, ...rest } = table === 'study' ? withoutKey(row) : row
      return schema.parse(written ? { ...rest, [column]: order } : rest)
    })
  }
}

function withoutKey({ key: _, ...row }: PlainRow): PlainRow {
  return row
}

function rowsAfter(
  store: Store,
  studyId: string,
  table: BundleTable,
  from: {
    readonly column: string
    readonly type: 'uuid' | 'bigint'
    readonly after: string
    readonly size: number
  },
): Promise<readonly PlainRow[]> {
  const owner = sql.ref(table === 'study' ? 'id' : 'study_id')
  const order = sql.ref(from.column)
  return withProblems(async () => {
    const result = await sql<PlainRow>`
      select * from ${sql.table(table)}
      where ${owner} = ${studyId}::uuid and ${order} > ${from.after}::${sql.raw(from.type)}
      order by ${order} limit ${from.size}`.execute(store.database)
    return result.rows
  })
}
