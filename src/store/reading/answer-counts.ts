import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

const rowSchema = z.object({
  arm: z.string(),
  answered: z.int(),
  refused: z.int(),
  /** Recorded as failed, or called without success and not answered since. */
  failed: z.int(),
  /** Answers to items that are known by their keys alone, among the three above. */
  toUnknownItems: z.int(),
})

export type ArmAnswers = Readonly<z.infer<typeof rowSchema>>

/**
 * What became of the slots of each arm (item by replicate, replicates up to the number given), by the key of the arm. An
 * arm of which nothing is known is left out.
 */
export function readArmAnswers(
  store: Store,
  study: { readonly id: string },
  replicates: number,
): Promise<readonly ArmAnswers[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      with slot as (
        select arm_id, item_id, status from answer
        where study_id = ${study.id}::uuid and replicate < ${replicates}
        union all
        select distinct call.arm_id, call.item_id, 'failed'
        from call join call_outcome on call_outcome.id = call.id and call_outcome.status = 'failed'
        where call.study_id = ${study.id}::uuid and call.replicate < ${replicates}
          and not exists (
            select from answer where answer.study_id = call.study_id and answer.item_id = call.item_id
              and answer.arm_id = call.arm_id and answer.replicate = call.replicate
          )
      )
      select arm.key as arm,
        count(*) filter (where status = 'answered') as answered,
        count(*) filter (where status = 'refused') as refused,
        count(*) filter (where status = 'failed') as failed,
        count(*) filter (where item.text is null) as "toUnknownItems"
      from slot join arm on arm.id = slot.arm_id join item on item.id = slot.item_id
      group by arm.key order by arm.key`.execute(store.database)
    return rows.map((row) => rowSchema.parse(row))
  })
}
