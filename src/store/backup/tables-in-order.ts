import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import type { Tables } from '../database.ts'
import { isTableName, type TableName } from '../row-schemas.ts'

/** A table as the database itself describes it. */
export interface DescribedTable {
  readonly name: TableName
  /** In the order of the table, without those that are computed. */
  readonly columns: readonly string[]
  /** Columns of the primary key. */
  readonly key: readonly string[]
  /** Column whose numbers the database gives out; null where there is none. */
  readonly identity: string | null
  /** Whether each row names the study that owns it. */
  readonly owned: boolean
}

const describedSchema = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  key: z.array(z.string()),
  identity: z.string().nullable(),
  /** Tables whose rows must be there before those of this one. */
  needs: z.array(z.string()),
})

/**
 * The tables of the present schema, parents before children. Keys and references are asked of the database, so that a table
 * that a later migration brings needs no list here.
 */
export async function tablesInOrder(database: Kysely<Tables>): Promise<readonly DescribedTable[]> {
  const { rows } = await sql`
    select class.relname as name,
      (select json_agg(attname order by attnum) from pg_attribute
        where attrelid = class.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
      coalesce((select json_agg(attname order by array_position(conkey, attnum))
        from pg_constraint join pg_attribute on attrelid = conrelid and attnum = any (conkey)
        where conrelid = class.oid and contype = 'p'), '[]') as key,
      (select attname from pg_attribute where attrelid = class.oid and attidentity <> '' limit 1) as identity,
      coalesce((select json_agg(distinct needed) from (
        select referred.relname::text as needed from pg_constraint
          join pg_class referred on referred.oid = confrelid
          where conrelid = class.oid and contype = 'f'
        union
        -- References that a trigger looks after are named by its arguments.
        select word from pg_trigger join pg_proc on pg_proc.oid = tgfoid,
          unnest(string_to_array(encode(tgargs, 'escape'), '\\000')) as word
          where tgrelid = class.oid and proname = 'refuse_strangers'
      ) as all_needed), '[]') as needs
    from pg_class class
    where relnamespace = current_schema()::regnamespace and relkind = 'r'
    order by class.relname`.execute(database)
  const described = rows
    .map((row) => describedSchema.parse(row))
    .flatMap(({ name, ...table }) => (isTableName(name) ? [{ name, ...table }] : []))
  // Its triggers refuse rows of a study that it says is elsewhere.
  const last = described.filter(({ name }) => name === 'study_place')
  const others = described.filter(({ name }) => name !== 'study_place')
  return [...inOrder(others), ...last].map(({ needs: _, ...table }) => ({
    ...table,
    owned: table.columns.includes('study_id'),
  }))
}

interface Needing {
  readonly name: TableName
  readonly needs: readonly string[]
}

function inOrder<Table extends Needing>(tables: readonly Table[]): readonly Table[] {
  const placed = new Set<string>()
  const ordered: Table[] = []
  const names = new Set<string>(tables.map(({ name }) => name))
  while (ordered.length < tables.length) {
    const next = tables.filter(
      ({ name, needs }) =>
        !placed.has(name) &&
        needs.every((needed) => needed === name || placed.has(needed) || !names.has(needed)),
    )
    if (next.length === 0) throw new Error('tables refer to one another in a circle')
    for (const table of next) {
      ordered.push(table)
      placed.add(table.name)
    }
  }
  return ordered
}
