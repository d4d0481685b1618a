import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

const countSchema = z.object({ n: z.int() })

/** How many events people have sent from the review desk. */
export function countEvents(store: Store, study: { readonly id: string }): Promise<number> {
  return withProblems(async () => {
    const { rows } = await sql`
      select count(*) as n from review_event where study_id = ${study.id}::uuid`.execute(store.database)
    return countSchema.parse(rows[0]).n
  })
}
