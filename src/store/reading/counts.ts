import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

const countsSchema = z.strictObject({
  items: z.int(),
  arms: z.int(),
  reviewers: z.int(),
  answers: z.int(),
  /** Judgments that count now; superseded ones are left out. */
  judgments: z.int(),
  /** Those of them that are for the outcome analysis and are not missing. */
  outcomeMarks: z.int(),
})

export type StudyCounts = Readonly<z.infer<typeof countsSchema>>

/** How much a study holds; says nothing of outcomes, so it may be shown while the study is blind. */
export function counts(store: Store, study: { readonly id: string }): Promise<StudyCounts> {
  return withProblems(async () => {
    const result = await sql`
      select
        (select count(*) from item where study_id = ${study.id}::uuid) as items,
        (select count(*) from arm where study_id = ${study.id}::uuid) as arms,
        (select count(*) from person where id in (
          select reviewer_id from judgment where study_id = ${study.id}::uuid
        )) as reviewers,
        (select count(*) from answer where study_id = ${study.id}::uuid) as answers,
        count(*) as judgments,
        count(*) filter (where role = 'study' and value is not null) as "outcomeMarks"
      from judgment
      where study_id = ${study.id}::uuid
        and not exists (select from judgment later where later.supersedes = judgment.id)`.execute(
      store.database,
    )
    return countsSchema.parse(result.rows[0])
  })
}
