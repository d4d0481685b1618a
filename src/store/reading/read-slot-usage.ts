import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { firstId, pages } from './pages.ts'

const rowSchema = z.object({
  id: z.string(),
  item: z.string(),
  arm: z.string(),
  status: z.enum(['answered', 'refused', 'failed']),
  /** Calls on record, retries among them; 0 for an answer that came from elsewhere. */
  calls: z.int(),
  /** Null where there was no call, or one without a known price or outcome. */
  usd: z.number().nullable(),
  inputTokens: z.number().nullable(),
  cachedInputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  searches: z.number().nullable(),
  /** Of the call that brought the answer. */
  seconds: z.number().nullable(),
})

export type SlotUsageRow = Readonly<Omit<z.infer<typeof rowSchema>, 'id'>>

const pageRows = 5000

/**
 * What the calls for the first answer of every arm to every item used, in lists of up to 5,000. Calls that cost nothing and
 * counted nothing (refused by the server) add nothing; any other call without a count leaves the sum unknown.
 */
export async function* readSlotUsage(
  store: Store,
  study: { readonly id: string },
): AsyncGenerator<readonly SlotUsageRow[]> {
  const sumOf = (field: string) =>
    sql`case when bool_and(${counted(field)} is not null or ${idle}) then sum(${counted(field)}) end`
  const read = (after: string, size: number) =>
    withProblems(async () => {
      const { rows } = await sql`
        select answer.id, item.key as item, arm.key as arm, answer.status, count(call.id) as calls,
          case when count(call.id) > 0 and bool_and(outcome.usd is not null) then sum(outcome.usd) end as usd,
          ${sumOf('inputTokens')} as "inputTokens", ${sumOf('cachedInputTokens')} as "cachedInputTokens",
          ${sumOf('outputTokens')} as "outputTokens", ${sumOf('searches')} as searches,
          max(outcome.seconds) filter (where call.id = answer.call_id) as seconds
        from answer
        join item on item.id = answer.item_id
        join arm on arm.id = answer.arm_id
        left join call on call.study_id = answer.study_id and call.item_id = answer.item_id
          and call.arm_id = answer.arm_id and call.replicate = answer.replicate
        left join call_outcome as outcome on outcome.id = call.id
        where answer.study_id = ${study.id}::uuid and answer.replicate = 0 and answer.id > ${after}::uuid
        group by answer.id, item.key, arm.key, answer.status
        order by answer.id limit ${size}`.execute(store.database)
      return rows.map((row) => rowSchema.parse(row))
    })
  for await (const page of pages(pageRows, firstId, read, (row) => row.id)) {
    yield page.map(({ id: _, ...usage }) => usage)
  }
}

/** A call that the server refused before it did anything. */
const idle = sql`(outcome.usage is null and outcome.usd = 0)`

function counted(field: string) {
  return sql`(outcome.usage ->> ${field})::double precision`
}
