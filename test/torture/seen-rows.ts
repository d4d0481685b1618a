import { sql } from 'kysely'
import { z } from 'zod'
import { tablesInOrder } from '../../src/store/backup/tables-in-order.ts'
import { openStore, type Store } from '../../src/store/store.ts'

/** Tables whose rows are never changed or removed once somebody could see them. */
const growing = [
  'answer',
  'judgment',
  'review_event',
  'review_mark',
  'review_assignment',
  'audit_entry',
  'call',
  'call_outcome',
  'machine_mark',
  'import',
  'protocol_lock',
  'screen_decision',
] as const

const rowsSchema = z.array(z.object({ key: z.string(), print: z.string() }))

/** Remembers every row that was ever seen on record, and says which are gone or changed. */
export class SeenRows {
  readonly #prints = new Map<string, string>()

  /** Rows that were on record at an earlier look and are not, or not as they were. */
  async look(store: Store): Promise<readonly string[]> {
    const tables = await tablesInOrder(store.database)
    const now = new Map<string, string>()
    for (const { name, key } of tables) {
      if (!growing.some((one) => one === name)) continue
      const words = sql.join(key.map((column) => sql`${sql.ref(column)}::text`))
      const { rows } = await sql`
        select concat_ws('/', ${words}) as key, md5(row::text) as print from ${sql.table(name)} as row`.execute(
        store.database,
      )
      for (const row of rowsSchema.parse(rows)) now.set(`${name} ${row.key}`, row.print)
    }
    const broke: string[] = []
    for (const [key, print] of this.#prints) {
      const found = now.get(key)
      if (found === undefined) broke.push(`${key} was on record and is gone`)
      else if (found !== print) broke.push(`${key} was changed`)
    }
    for (const [key, print] of now) this.#prints.set(key, print)
    return broke
  }

  get size(): number {
    return this.#prints.size
  }
}

/** Opens the database of a workspace for a look. */
export async function lookInto<Result>(
  workspace: string,
  use: (store: Store) => Promise<Result>,
): Promise<Result> {
  const store = await openStore({ workspace })
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}
