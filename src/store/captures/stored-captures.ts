import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { Tables } from '../database.ts'
import { answerRowSchema, captureCheckRowSchema, captureRowSchema } from '../rows.ts'

const storedSchema = z.object({
  ...answerRowSchema.pick({ id: true, item_id: true, arm_id: true, replicate: true }).shape,
  ...answerRowSchema.pick({ status: true, text: true, provenance: true }).shape,
  capture: captureRowSchema.omit({ id: true, study_id: true, import_id: true }).nullable(),
  checked_by_id: captureCheckRowSchema.shape.checked_by_id.nullable(),
})

/** What the study has of a slot: an answer of any provenance, and of a captured one where it comes from. */
export type StoredCapture = Readonly<z.infer<typeof storedSchema>>

export interface SlotIds {
  readonly item: string
  readonly arm: string
  readonly replicate: number
}

/** The answers that the study has in these slots. */
export async function storedCaptures(
  transaction: Transaction<Tables>,
  studyId: string,
  slots: readonly SlotIds[],
): Promise<readonly StoredCapture[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select answer.id, answer.item_id, answer.arm_id, answer.replicate, answer.status, answer.text,
      answer.provenance, capture.citations, capture.product, capture.mode, capture.version, capture.account,
      capture.region, capture.captured_at, capture.operator_id, capture.screenshot, capture.screenshot_sha256,
      capture.to_check, capture_check.checked_by_id
    from unnest(
      ${slots.map(({ item }) => item)}::uuid[], ${slots.map(({ arm }) => arm)}::uuid[],
      ${slots.map(({ replicate }) => replicate)}::smallint[]
    ) as slot (item_id, arm_id, replicate)
    join answer on answer.study_id = ${studyId}::uuid and answer.item_id = slot.item_id
      and answer.arm_id = slot.arm_id and answer.replicate = slot.replicate
    left join capture on capture.id = answer.id
    left join capture_check on capture_check.id = answer.id`.execute(transaction)
  return rows.map(
    ({ id, item_id, arm_id, replicate, status, text, provenance, checked_by_id, ...capture }) => {
      const answer = { id, item_id, arm_id, replicate, status, text, provenance, checked_by_id }
      return storedSchema.parse({ ...answer, capture: capture.product === null ? null : capture })
    },
  )
}
