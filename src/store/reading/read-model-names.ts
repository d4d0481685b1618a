import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

const rowSchema = z.object({ model: z.string() })

/** The models of a study as its answers name themselves, in code-unit order. */
export function readModelNames(store: Store, study: { readonly id: string }): Promise<readonly string[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select distinct model_snapshot as model from call_outcome
      where study_id = ${study.id}::uuid and model_snapshot is not null`.execute(store.database)
    return rows.map((row) => rowSchema.parse(row).model).sort()
  })
}
