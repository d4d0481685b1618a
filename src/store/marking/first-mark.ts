import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

const rowSchema = z.object({ first: z.string().nullable() })

/** When a machine first marked an answer of a study, ISO 8601 in UTC; null where none did. */
export function readFirstMachineMark(store: Store, study: { readonly id: string }): Promise<string | null> {
  return withProblems(async () => {
    const { rows } = await sql`
      select min(marked_at) as first from machine_mark where study_id = ${study.id}::uuid`.execute(
      store.database,
    )
    return rowSchema.parse(rows[0]).first
  })
}
