import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { firstId, pages } from './pages.ts'

const citationSchema = z.object({
  url: z.string().nullable(),
  title: z.string().nullable(),
  quote: z.string().nullable(),
})

const rowSchema = z.object({
  id: z.string(),
  item: z.string(),
  arm: z.string(),
  status: z.enum(['answered', 'refused', 'failed']),
  text: z.string().nullable(),
  /** Model snapshot of the call that brought it; null where no call did, or the provider said none. */
  snapshot: z.string().nullable(),
  citations: z.array(citationSchema).readonly().nullable(),
})

/** An answer with what judging and learning need of it. */
export type JudgedAnswerRow = Readonly<z.infer<typeof rowSchema>>

const pageRows = 2000

/** The first answer of every arm to every item, with text, model snapshot and citations, in lists of up to 2,000. */
export async function* readJudgedAnswers(
  store: Store,
  study: { readonly id: string },
): AsyncGenerator<readonly JudgedAnswerRow[]> {
  const read = (after: string, size: number) =>
    withProblems(async () => {
      const { rows } = await sql`
        select answer.id, item.key as item, arm.key as arm, answer.status, answer.text,
          call_outcome.model_snapshot as snapshot, coalesce(call_outcome.citations, capture.citations) as citations
        from answer
        join item on item.id = answer.item_id
        join arm on arm.id = answer.arm_id
        left join call_outcome on call_outcome.id = answer.call_id
        left join capture on capture.id = answer.id
        where answer.study_id = ${study.id}::uuid and answer.replicate = 0 and answer.id > ${after}::uuid
        order by answer.id limit ${size}`.execute(store.database)
      return rows.map((row) => rowSchema.parse(row))
    })
  yield* pages(pageRows, firstId, read, (row) => row.id)
}
