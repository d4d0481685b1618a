import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

const answerSchema = z.object({ wait: z.boolean() })

/** Whether models have answered and none of it was ever brought to the coders, as after a trial that was coded while it was open. */
export function answersWait(store: Store, study: { readonly id: string }): Promise<boolean> {
  return withProblems(async () => {
    const { rows } = await sql`
      select not exists (
        select from coding_source where study_id = ${study.id}::uuid and stage <> 'person'
      ) and (
        exists (select from chat_words where study_id = ${study.id}::uuid and role = 'arm')
        or exists (select from answer where study_id = ${study.id}::uuid and text <> '')
      ) as wait`.execute(store.database)
    return answerSchema.parse(rows[0]).wait
  })
}
