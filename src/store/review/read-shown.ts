import { sql } from 'kysely'
import { z } from 'zod'
import { type ShownAnswer, shownAnswerSchema } from '../../review/shown/shown-answer.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

const rowSchema = z.object({
  item: z.string(),
  arm: z.string(),
  rendering: z.string(),
  content: z.string(),
})

export interface ShownByArm {
  readonly item: string
  readonly arm: string
  /** Empty where the protocol names no rendering. */
  readonly rendering: string
  readonly answer: ShownAnswer
}

/** Every answer of a study as reviewers see it, by rendering, item and arm. */
export function readShown(store: Store, study: { readonly id: string }): Promise<readonly ShownByArm[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select item.key as item, arm.key as arm, rendering, shown_answer.content from shown_answer
      join answer on answer.id = shown_answer.answer_id
      join item on item.id = answer.item_id
      join arm on arm.id = answer.arm_id
      where shown_answer.study_id = ${study.id}::uuid
      order by rendering, item.key, arm.key`.execute(store.database)
    return rows.map((row) => {
      const { content, ...shown } = rowSchema.parse(row)
      return { ...shown, answer: shownAnswerSchema.parse(JSON.parse(content)) }
    })
  })
}
