import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { firstId, pages } from './pages.ts'

const callSchema = z.strictObject({
  status: z.enum(['answered', 'refused', 'failed', 'in-doubt']),
  usd: z.number().nullable(),
  inputTokens: z.number().nullable(),
  cachedInputTokens: z.number().nullable(),
  cacheWriteTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  searches: z.number().nullable(),
  model: z.string().nullable(),
  day: z.iso.date(),
})

const rowSchema = z.object({
  id: z.string(),
  item: z.string(),
  arm: z.string(),
  status: z.enum(['answered', 'refused', 'failed']),
  /** Calls with an outcome, first to last, retries among them; none for an answer that came from elsewhere. */
  calls: z.array(callSchema).readonly(),
  /** Of the call that brought the answer. */
  seconds: z.number().nullable(),
})

export type SlotUsageRow = Readonly<Omit<z.infer<typeof rowSchema>, 'id'>>

const pageRows = 5000

/** The calls for the first answer of every arm to every item and what they used, in lists of up to 5,000. */
export async function* readSlotUsage(
  store: Store,
  study: { readonly id: string },
): AsyncGenerator<readonly SlotUsageRow[]> {
  const read = (after: string, size: number) =>
    withProblems(async () => {
      const { rows } = await sql`
        select answer.id, item.key as item, arm.key as arm, answer.status,
          coalesce(jsonb_agg(jsonb_build_object(
            'status', outcome.status, 'usd', outcome.usd,
            'inputTokens', ${counted('inputTokens')}, 'cachedInputTokens', ${counted('cachedInputTokens')},
            'cacheWriteTokens', ${counted('cacheWriteTokens')}, 'outputTokens', ${counted('outputTokens')},
            'searches', ${counted('searches')}, 'model', outcome.model_snapshot,
            'day', to_char(call.begun_at at time zone 'UTC', 'YYYY-MM-DD')
          ) order by call.begun_at, call.id) filter (where outcome.id is not null), '[]') as calls,
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

/** Items by arm that were asked at least once for a first answer and have none. */
export async function readUnanswered(
  store: Store,
  study: { readonly id: string },
): Promise<ReadonlyMap<string, number>> {
  return withProblems(async () => {
    const { rows } = await sql`
      select arm.key as arm, count(distinct call.item_id)::int as items
      from call join arm on arm.id = call.arm_id
      where call.study_id = ${study.id}::uuid and call.replicate = 0 and not exists (
        select 1 from answer where answer.study_id = call.study_id and answer.item_id = call.item_id
          and answer.arm_id = call.arm_id and answer.replicate = 0)
      group by arm.key`.execute(store.database)
    return new Map(rows.map((row) => unansweredSchema.parse(row)).map(({ arm, items }) => [arm, items]))
  })
}

const unansweredSchema = z.object({ arm: z.string(), items: z.int() })

function counted(field: string) {
  return sql`(outcome.usage ->> ${field})::double precision`
}
