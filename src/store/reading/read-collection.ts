import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

const armCallsSchema = z.strictObject({
  arm: z.string(),
  calls: z.int(),
  calledAgain: z.int(),
  answered: z.int(),
  refused: z.int(),
  failed: z.int(),
  /** A call without an outcome is in doubt too: its run died, and none came after it. */
  inDoubt: z.int(),
  usd: z.number(),
  inDoubtUsd: z.number(),
  unpriced: z.int(),
  tokens: z.int(),
})

export type ArmCalls = Readonly<z.infer<typeof armCallsSchema>>

/** What was called and what it cost, by arm in the order of their keys; arms that were never called are left out. */
export function readArmCalls(store: Store, study: { readonly id: string }): Promise<readonly ArmCalls[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select arm.key as arm, count(*) as calls,
        count(*) filter (where attempt > 1) as "calledAgain",
        count(*) filter (where status = 'answered') as answered,
        count(*) filter (where status = 'refused') as refused,
        count(*) filter (where status = 'failed') as failed,
        count(*) filter (where status = 'in-doubt') as "inDoubt",
        coalesce(sum(usd), 0) as usd,
        coalesce(sum(usd) filter (where status = 'in-doubt'), 0) as "inDoubtUsd",
        count(*) filter (where usd is null) as unpriced,
        coalesce(sum(tokens), 0)::bigint as tokens
      from (
        select call.arm_id, call.attempt, coalesce(outcome.status, 'in-doubt') as status,
          case when outcome.id is null then call.worst_usd else outcome.usd end as usd,
          case when outcome.id is null then call.worst_tokens else outcome.tokens end as tokens
        from call left join call_outcome as outcome on outcome.id = call.id
        where call.study_id = ${study.id}::uuid
      ) as made
      join arm on arm.id = made.arm_id
      group by arm.key
      order by arm.key`.execute(store.database)
    return rows.map((row) => armCallsSchema.parse(row))
  })
}

/** Answers and refusals of each arm, as `item/replicate` by the keys of items. */
export function readGivenSlots(
  store: Store,
  study: { readonly id: string },
  arm: string,
): Promise<ReadonlySet<string>> {
  return withProblems(async () => {
    const { rows } = await sql<{ readonly slot: string }>`
      select item.key || '/' || answer.replicate as slot
      from answer join arm on arm.id = answer.arm_id join item on item.id = answer.item_id
      where answer.study_id = ${study.id}::uuid and arm.key = ${arm}`.execute(store.database)
    return new Set(rows.map(({ slot }) => slot))
  })
}
