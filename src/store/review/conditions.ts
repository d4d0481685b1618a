import { type RawBuilder, sql } from 'kysely'

/** Advisory lock of a review: shared by those who save marks, held alone by whoever closes it. */
export const closeLock = 0x45515564

/** Advisory lock of a reviewer: what one of them does is put on record in one order, also from several tabs. */
export const reviewerLock = 0x45515563

// What several queries ask of the review, in one place each.

/** Of `review_assignment`: whether the reviewer's last word on every task of the unit is that it is complete. */
export const isDone: RawBuilder<boolean> = sql`not exists (
  select from review_task as asked where asked.unit_id = review_assignment.unit_id
    and not coalesce((
      select complete from review_event where review_event.task_id = asked.id
        and review_event.reviewer_id = review_assignment.reviewer_id and kind <> 'guess'
      order by seq desc limit 1
    ), false)
)`

/** Of `review_assignment`: whether the unit went back to be dealt again. */
export const isReturned: RawBuilder<boolean> = sql`exists (
  select from review_return where review_return.id = review_assignment.id
)`

/** Whether the review of a study was closed and its blind lifted. Asked with every mark, so it is one look at one row. */
export function isUnblinded(study: { readonly id: string }): RawBuilder<boolean> {
  return sql`exists (select from review_closing where review_closing.study_id = ${study.id}::uuid)`
}

/** Of `item`: whether its criteria give an answer a score, as `rubricOf` says it. */
export const hasRubric: RawBuilder<boolean> = sql`exists (
  select from jsonb_array_elements(item.content->'criteria') as criterion
  where (criterion->>'points')::double precision > 0
)`
