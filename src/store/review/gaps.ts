import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { isDone, isReturned } from './conditions.ts'

const rowSchema = z.object({
  question: z.string(),
  planned: z.int(),
  done: z.int(),
  inHand: z.int(),
  all: z.int(),
})

export interface ReviewGaps {
  /** Questions with fewer finished reviews than planned. */
  readonly questions: number
  /** Those that lack most, first. */
  readonly listed: readonly Omit<z.infer<typeof rowSchema>, 'all'>[]
}

/** Questions of an open review that lack marks. @param most How many are listed. */
export function readGaps(store: Store, study: { readonly id: string }, most: number): Promise<ReviewGaps> {
  return withProblems(async () => {
    const { rows } = await sql`
      with unit as (
        select review_unit.id, review_unit.item_id,
          exists (
            select from review_assignment where review_assignment.unit_id = review_unit.id
              and not ${isReturned}
          ) as held,
          exists (
            select from review_assignment where review_assignment.unit_id = review_unit.id
              and not ${isReturned}
              and ${isDone}
          ) as done
        from review_unit
        where study_id = ${study.id}::uuid and role = 'study' and repeats is null
      ), question as (
        select item.key as question, count(*) as planned, count(*) filter (where done) as done,
          count(*) filter (where held and not done) as "inHand"
        from unit join item on item.id = unit.item_id group by item.key
      )
      select question.*, count(*) over () as all from question where done < planned
      order by planned - done desc, question limit ${most}`.execute(store.database)
    const gaps = rows.map((row) => rowSchema.parse(row))
    return {
      questions: gaps[0]?.all ?? 0,
      listed: gaps.map(({ question, planned, done, inHand }) => ({ question, planned, done, inHand })),
    }
  })
}
