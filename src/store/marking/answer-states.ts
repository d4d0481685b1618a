import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import { firstId, pages } from '../reading/pages.ts'
import { answerRowSchema } from '../rows.ts'
import type { Store } from '../store.ts'

const stateSchema = z.strictObject({
  item: z.string(),
  arm: z.string(),
  replicate: answerRowSchema.shape.replicate,
  status: answerRowSchema.shape.status,
  /** Whether there is anything to be marked. */
  hasText: z.boolean(),
})

/** What became of a slot, without the text. */
export type AnswerState = Readonly<z.infer<typeof stateSchema>>

const pageRows = 20_000
const rowSchema = stateSchema.extend({ id: answerRowSchema.shape.id })

/**
 * The states of a study's slots, in lists: of recorded answers, and of slots that were called and have no answer because
 * a call failed. A slot that is not among them was never called, or only by calls in doubt.
 */
export async function* readAnswerStates(
  store: Store,
  study: { readonly id: string },
): AsyncGenerator<readonly AnswerState[]> {
  const read = (after: string, size: number) =>
    withProblems(async () => {
      const { rows } = await sql`
        select answer.id, item.key as item, arm.key as arm, answer.replicate, answer.status,
          answer.text is not null and answer.text ~ '\\S' as "hasText"
        from answer join item on item.id = answer.item_id join arm on arm.id = answer.arm_id
        where answer.study_id = ${study.id}::uuid and answer.id > ${after}::uuid
        order by answer.id limit ${size}`.execute(store.database)
      return rows.map((row) => rowSchema.parse(row))
    })
  for await (const page of pages(pageRows, firstId, read, (row) => row.id)) {
    yield page.map(({ id: _, ...state }) => state)
  }
  yield await readFailedSlots(store, study)
}

/** Slots that were called and have no answer because a call failed. */
export function readFailedSlots(
  store: Store,
  study: { readonly id: string },
): Promise<readonly AnswerState[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select distinct item.key as item, arm.key as arm, call.replicate, 'failed' as status, false as "hasText"
      from call_outcome as outcome
      join call on call.id = outcome.id
      join item on item.id = call.item_id
      join arm on arm.id = call.arm_id
      where outcome.study_id = ${study.id}::uuid and outcome.status = 'failed' and not exists (
        select from answer
        where answer.study_id = outcome.study_id and answer.item_id = call.item_id
          and answer.arm_id = call.arm_id and answer.replicate = call.replicate
      )`.execute(store.database)
    return rows.map((row) => stateSchema.parse(row))
  })
}
