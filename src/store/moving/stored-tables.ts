import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../database.ts'
import { passingTables } from '../row-schemas.ts'

/** A table as the database itself describes it. */
export interface StoredTable {
  readonly name: string
  /** In the order of their names. */
  readonly columns: readonly string[]
  /** What its rows are read in the order of: the order of writing where the table has one, then its primary key. */
  readonly order: readonly string[]
  /** The column that says whose study a row is; null where rows are of the whole database. */
  readonly owner: string | null
  /** Whether rows once written stay as they are. The others are replaced as a whole. */
  readonly kept: boolean
}

const rowSchema = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  key: z.array(z.string()),
  kept: z.boolean(),
  parents: z.array(z.string()),
})

/** The tables of studies, each after those that its rows point to; without the one that says where studies are. */
export async function readTablesOfStudies(database: Database): Promise<readonly StoredTable[]> {
  const tables = await readStoredTables(database)
  return tables.filter(({ name, owner }) => owner !== null && name !== placeTable)
}

const placeTable = 'study_place'

/** What a person has set for providers is carried with a whole database. */
function isPassing(name: string): boolean {
  return Object.hasOwn(passingTables, name) && name !== 'call_limit'
}

/**
 * The tables of record of the schema, each after those that its rows point to, and last the one that says where studies are: rows of
 * a study that has left are refused once it does.
 */
export async function readStoredTables(database: Database): Promise<readonly StoredTable[]> {
  const { rows } = await sql`
    select relname as name,
      (select json_agg(attname order by attname collate "C") from pg_attribute
        where attrelid = pg_class.oid and attnum > 0 and not attisdropped) as columns,
      (select coalesce(json_agg(attname order by place), '[]') from pg_index
        cross join unnest(indkey::int2[]) with ordinality as part (number, place)
        join pg_attribute on attrelid = indrelid and attnum = number
        where indrelid = pg_class.oid and indisprimary) as key,
      exists (select from pg_trigger where tgrelid = pg_class.oid and tgname = 'append_only') as kept,
      (select coalesce(json_agg(distinct parent.relname), '[]') from pg_constraint
        join pg_class as parent on parent.oid = confrelid
        where conrelid = pg_class.oid and contype = 'f' and confrelid <> conrelid) as parents
    from pg_class
    where relkind = 'r' and relnamespace = current_schema::regnamespace
    order by relname collate "C"`.execute(database)
  const tables = rows.map((row) => rowSchema.parse(row)).filter(({ name }) => !isPassing(name))
  return parentsFirst(tables).map(({ name, columns, key, kept }) => ({
    name,
    columns,
    order: columns.includes('seq') ? ['seq', ...key] : key,
    owner: name === 'study' ? 'id' : columns.includes('study_id') ? 'study_id' : null,
    // Of a study, the key alone is another one in every database.
    kept: kept || name === 'study',
  }))
}

type TableRow = z.infer<typeof rowSchema>

function parentsFirst(tables: readonly TableRow[]): readonly TableRow[] {
  const sorted: TableRow[] = []
  // Triggers, not keys, hold answers and judgments to what they point to.
  const late = ['answer', 'judgment']
  const parentsOf = (table: TableRow) =>
    late.includes(table.name) ? [...table.parents, 'item', 'arm', 'person', 'import'] : table.parents
  let left = tables.filter(({ name }) => name !== placeTable)
  while (left.length > 0) {
    const names = new Set(left.map(({ name }) => name))
    const ready = left.filter((table) => !parentsOf(table).some((parent) => names.has(parent)))
    if (ready.length === 0)
      throw new Error(`tables point to each other in a circle: ${[...names].join(', ')}`)
    sorted.push(...ready)
    left = left.filter((table) => !ready.includes(table))
  }
  return [...sorted, ...tables.filter(({ name }) => name === placeTable)]
}
