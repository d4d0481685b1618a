import { sql } from 'kysely'
import { z } from 'zod'
import { itemSourceSchema } from '../../items/item.ts'
import { originOf } from '../../items/slots.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

const rowSchema = z.object({
  source: itemSourceSchema.nullable(),
  askable: z.boolean(),
  n: z.int(),
})

/** How many items of a set a study has; those that can be asked have a text. */
export interface ItemSet {
  readonly origin: string
  readonly n: number
  readonly askable: number
}

/** The items of a study counted by where they come from, the largest set first. */
export function readItemSets(store: Store, study: { readonly id: string }): Promise<readonly ItemSet[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select content->'source' as source, text is not null as askable, count(*) as n
      from item where study_id = ${study.id}::uuid group by 1, 2`.execute(store.database)
    const sets = new Map<string, { n: number; askable: number }>()
    for (const row of rows.map((one) => rowSchema.parse(one))) {
      const origin = originOf(row.source)
      const set = sets.get(origin) ?? { n: 0, askable: 0 }
      set.n += row.n
      if (row.askable) set.askable += row.n
      sets.set(origin, set)
    }
    return [...sets]
      .map(([origin, set]) => ({ origin, ...set }))
      .sort((one, other) => other.n - one.n || (one.origin < other.origin ? -1 : 1))
  })
}
