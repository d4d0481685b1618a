import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

const rowSchema = z.object({
  answer: z.string(),
  item: z.string(),
  arm: z.string(),
  status: z.enum(['answered', 'refused', 'failed']),
  text: z.string().nullable(),
  citations: z
    .array(
      z.object({ url: z.string().nullable(), title: z.string().nullable(), quote: z.string().nullable() }),
    )
    .nullable(),
  decision: z.enum(['clear', 'mask', 'exclude']).nullable(),
})

/** An answer that may be shown to reviewers, with the last decision of a person about names in it. */
export type AnswerToShow = Readonly<z.infer<typeof rowSchema>>

/** The first answer of every arm to every item of a study, by item and arm. */
export function readAnswersToShow(
  store: Store,
  study: { readonly id: string },
): Promise<readonly AnswerToShow[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select answer.id as answer, item.key as item, arm.key as arm, answer.status, answer.text,
        coalesce(call_outcome.citations, capture.citations) as citations, last.decision
      from answer
      join item on item.id = answer.item_id
      join arm on arm.id = answer.arm_id
      left join call_outcome on call_outcome.id = answer.call_id
      left join capture on capture.id = answer.id
      left join lateral (
        select decision from identity_decision where identity_decision.study_id = answer.study_id
          and identity_decision.answer_id = answer.id
        order by id desc limit 1
      ) as last on true
      where answer.study_id = ${study.id}::uuid and answer.replicate = 0
      order by item.key, arm.key`.execute(store.database)
    return rows.map((row) => rowSchema.parse(row))
  })
}
