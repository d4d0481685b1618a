import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { Tables } from '../database.ts'

const tableSchema = z.object({ table: z.string() })
const linkSchema = z.object({ from: z.string(), to: z.string() })

/**
 * Tables whose rows belong to a study, those that point to others before those that they point to. They are read from the
 * database itself, so that a table that a later version brings is not forgotten.
 */
export async function ownedTables(transaction: Transaction<Tables>): Promise<readonly string[]> {
  const tables = await sql`
    select format('%I.%I', n.nspname, c.relname) as "table"
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'study_id' and not a.attisdropped
    where c.relkind in ('r', 'p') and not c.relispartition
      and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%'
    order by 1`.execute(transaction)
  const links = await sql`
    select format('%I.%I', n.nspname, c.relname) as "from", format('%I.%I', m.nspname, d.relname) as "to"
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class d on d.oid = k.confrelid join pg_namespace m on m.oid = d.relnamespace
    where k.contype = 'f' and k.conrelid <> k.confrelid`.execute(transaction)
  return pointingFirst(
    tables.rows.map((row) => tableSchema.parse(row).table),
    links.rows.map((row) => linkSchema.parse(row)),
  )
}

/** Orders names so that each stands before all that it points to. */
export function pointingFirst(
  names: readonly string[],
  links: readonly { readonly from: string; readonly to: string }[],
): readonly string[] {
  const left = new Set(names)
  const ordered: string[] = []
  while (left.size > 0) {
    const free = [...left].filter((name) => !links.some(({ from, to }) => to === name && left.has(from)))
    if (free.length === 0) throw new Error(`Tables point to each other in a ring: ${[...left].join(', ')}.`)
    for (const name of free) {
      left.delete(name)
      ordered.push(name)
    }
  }
  return ordered
}
