import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { itemSchema } from '../../../src/items/item.ts'
import { exportRows } from '../../../src/store/bundle/export-rows.ts'
import { importRows } from '../../../src/store/bundle/import-rows.ts'
import type { BundleTable, PlainRow } from '../../../src/store/bundle/tables.ts'
import { itemHash } from '../../../src/store/imports/item-hash.ts'
import { readSnapshot } from '../../../src/store/snapshot.ts'
import type { Store } from '../../../src/store/store.ts'

/** What belongs to the study as a whole: there is one of each, however many questions there are. */
const once: readonly BundleTable[] = [
  'study',
  'person',
  'arm',
  'import',
  'protocol_lock',
  'review',
  'review_closing',
  'review_reviewer',
  'audit_entry',
]

/** Columns that name a row of which there are many. */
const ofMany = [
  'id',
  'item_id',
  'answer_id',
  'unit_id',
  'task_id',
  'shown_a_id',
  'shown_b_id',
  'judgment_id',
  'event_key',
  'key',
  'supersedes',
] as const

/**
 * Restores a study that was filled by the product so many times over that it has that many times the questions, answers and
 * marks, through what restores a bundle. Arms, people and the log stay as they are: every reviewer has marked more.
 */
export async function multiplyStudy(
  from: { readonly store: Store; readonly study: { readonly id: string } },
  to: { readonly store: Store; readonly key: string },
  copies: number,
): Promise<void> {
  await readSnapshot(from.store, async (store) => {
    const units = await count(store, from.study, 'review_unit')
    const deals = await largestSeq(store, from.study)
    const tables = exportRows(store, from.study).map(({ table }) => ({
      table,
      rows: copiesOf(store, from.study, table, once.includes(table) ? 1 : copies, { units, deals }),
    }))
    await importRows(to.store, to.key, tables)
    const { rows } = await sql<Readonly<Record<string, string>>>`
      select person_id, study_id, name from person_private where study_id = ${from.study.id}::uuid`.execute(
      store.database,
    )
    // A bundle tells nobody's name. The same people mark on.
    for (const { person_id, study_id, name } of rows) {
      await sql`insert into person_private (person_id, study_id, name, salt)
        values (${person_id}, ${study_id}, ${name}, ${randomBytes(16).toString('hex')})`.execute(
        to.store.database,
      )
    }
  })
  await sql`vacuum analyze`.execute(to.store.database)
}

async function* copiesOf(
  store: Store,
  study: { readonly id: string },
  table: BundleTable,
  copies: number,
  sizes: { readonly units: number; readonly deals: number },
): AsyncGenerator<readonly PlainRow[]> {
  for (let copy = 0; copy < copies; copy += 1) {
    const rows = exportRows(store, study).find((one) => one.table === table)?.rows
    if (rows === undefined) return
    for await (const page of rows)
      yield copy === 0 ? page : page.map((row) => copied(table, row, copy, sizes))
  }
}

function copied(
  table: BundleTable,
  row: PlainRow,
  copy: number,
  { units, deals }: { readonly units: number; readonly deals: number },
): PlainRow {
  const changed: Record<string, unknown> = { ...row }
  for (const column of ofMany) {
    const value = row[column]
    if (typeof value === 'string' && !(table === 'item' && column === 'key'))
      changed[column] = anotherId(value, copy)
  }
  if (table === 'item') {
    changed.key = `${row.key}-${copy}`
    const { text, strata, content } = row
    const known = typeof content === 'object' && content !== null ? content : {}
    changed.hash = itemHash(itemSchema.parse({ key: changed.key, text, strata, ...known }))
  }
  if (table === 'review_unit') {
    changed.number = Number(row.number) + copy * units
    if (row.repeats !== null) changed.repeats = Number(row.repeats) + copy * units
  }
  if (table === 'review_assignment' || table === 'review_return') changed.seq = Number(row.seq) + copy * deals
  return changed
}

/** Keeps what an id tells of its time, and changes what is random in it. */
function anotherId(id: string, copy: number): string {
  const last = BigInt(`0x${id.slice(24)}`) ^ ((BigInt(copy) * 0x1000193n * 0x10001n) & 0xffffffffffffn)
  return id.slice(0, 24) + last.toString(16).padStart(12, '0')
}

async function count(store: Store, study: { readonly id: string }, table: string): Promise<number> {
  const { rows } = await sql<{ readonly n: number }>`
    select count(*) as n from ${sql.table(table)} where study_id = ${study.id}::uuid`.execute(store.database)
  return rows[0]?.n ?? 0
}

async function largestSeq(store: Store, study: { readonly id: string }): Promise<number> {
  const { rows } = await sql<{ readonly n: number }>`
    select coalesce(max(seq), 0) + 1 as n from review_assignment where study_id = ${study.id}::uuid`.execute(
    store.database,
  )
  return rows[0]?.n ?? 0
}
