import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

const schema = z.strictObject({ superseded: z.int(), machine: z.int() })

/** Marks that are no present mark of a person: judgments that a later one supersedes, and marks of machines. */
export type MarksAside = Readonly<z.infer<typeof schema>>

export function countMarksAside(store: Store, study: { readonly id: string }): Promise<MarksAside> {
  return withProblems(async () => {
    const { rows } = await sql`
      select
        (select count(*) from judgment where study_id = ${study.id}::uuid
          and exists (select from judgment later where later.supersedes = judgment.id)) as superseded,
        (select count(*) from machine_mark where study_id = ${study.id}::uuid) as machine`.execute(
      store.database,
    )
    return schema.parse(rows[0])
  })
}
