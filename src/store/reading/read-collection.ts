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
  /** A call without an outcome is in doubt too, unless a run goes on: its run died, and none came after it. */
  inDoubt: z.int(),
  underWay: z.int(),
  usd: z.number(),
  inDoubtUsd: z.number(),
  inDoubtUnpriced: z.int(),
  unpriced: z.int(),
  tokens: z.int(),
})

export type ArmCalls = Readonly<z.infer<typeof armCallsSchema>>

/**
 * What was called and what it cost, by arm in the order of their keys; arms that were never called are left out.
 *
 * @param running Whether a run of the study goes on: its calls without an outcome are under way, and not in doubt.
 */
export function readArmCalls(
  store: Store,
  study: { readonly id: string },
  running: boolean,
): Promise<readonly ArmCalls[]> {
  const unfinished = running ? 'under-way' : 'in-doubt'
  return withProblems(async () => {
    const { rows } = await sql`
      select arm.key as arm, count(*) as calls,
        count(*) - count(distinct (item_id, replicate)) as "calledAgain",
        count(*) filter (where status = 'answered') as answered,
        count(*) filter (where status = 'refused') as refused,
        count(*) filter (where status = 'failed') as failed,
        count(*) filter (where status = 'in-doubt') as "inDoubt",
        count(*) filter (where status = 'under-way') as "underWay",
        coalesce(sum(usd), 0) as usd,
        coalesce(sum(usd) filter (where status = 'in-doubt'), 0) as "inDoubtUsd",
        count(*) filter (where status = 'in-doubt' and usd is null) as "inDoubtUnpriced",
        count(*) filter (where status <> 'under-way' and usd is null) as unpriced,
        coalesce(sum(tokens), 0)::bigint as tokens
      from (
        select call.arm_id, call.item_id, call.replicate, coalesce(outcome.status, ${unfinished}) as status,
          case when outcome.id is not null then outcome.usd when ${running} then null else call.worst_usd end as usd,
          case when outcome.id is not null then outcome.tokens when ${running} then null else call.worst_tokens end
            as tokens
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
