import { sql } from 'kysely'
import { withProblems } from '../database-problem.ts'
import { firstId, pages } from '../reading/pages.ts'
import type { Store } from '../store.ts'
import { type BundleTable, bundleRowSchemas, bundleTables, type PlainRow, type TableRows } from './tables.ts'

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
  if (table === 'judgment') {
    const read = (after: number, size: number) => judgmentPage(store, studyId, after, size)
    for await (const page of pages(pageRows, 0, read, (row) => Number(row.seq))) {
      yield page.map(({ seq: _, ...row }) => schema.parse(row))
    }
  } else {
    const read = (after: string, size: number) => idPage(store, studyId, table, after, size)
    for await (const page of pages(pageRows, firstId, read, (row) => String(row.id))) {
      yield page.map((row) => schema.parse(table === 'study' ? withoutKey(row) : row))
    }
  }
}

function withoutKey({ key: _, ...row }: PlainRow): PlainRow {
  return row
}

function judgmentPage(
  store: Store,
  studyId: string,
  after: number,
  size: number,
): Promise<readonly PlainRow[]> {
  return withProblems(async () => {
    const result = await sql<PlainRow>`
      select * from judgment where study_id = ${studyId}::uuid and seq > ${after}
      order by seq limit ${size}`.execute(store.database)
    return result.rows
  })
}

function idPage(
  store: Store,
  studyId: string,
  table: BundleTable,
  after: string,
  size: number,
): Promise<readonly PlainRow[]> {
  const owner = sql.ref(table === 'study' ? 'id' : 'study_id')
  return withProblems(async () => {
    const result = await sql<PlainRow>`
      select * from ${sql.table(table)} where ${owner} = ${studyId}::uuid and id > ${after}::uuid
      order by id limit ${size}`.execute(store.database)
    return result.rows
  })
}
