import { sql } from 'kysely'
import { z } from 'zod'
import { codedKinds } from '../../assisted/scoring/code.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

const rowSchema = z.object({
  task: z.string(),
  kind: z.enum(codedKinds),
  case: z.string(),
  words: z.string(),
})

/** A text that a judge can be asked about. */
export type TextToPropose = Readonly<z.infer<typeof rowSchema>>

/** All texts of a study whose words are there, in the order of their ids. */
export function readTexts(store: Store, study: { readonly id: string }): Promise<readonly TextToPropose[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select coding_task.id as task, coding_task.kind, item.key as case, words
      from coding_task join coding_words on coding_words.task_id = coding_task.id
      join item on item.id = coding_task.item_id
      where coding_task.study_id = ${study.id}::uuid order by coding_task.id`.execute(store.database)
    return rows.map((row) => rowSchema.parse(row))
  })
}
