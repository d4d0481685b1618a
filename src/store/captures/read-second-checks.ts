import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import { citationRowSchema } from '../rows.ts'
import type { Store } from '../store.ts'

const waitingSchema = z.object({
  answer: z.string(),
  arm: z.string(),
  operatorId: z.string(),
  /** Null where the person's data were deleted. */
  operator: z.string().nullable(),
})

/** An answer that was drawn for a second check, and that nobody checked yet. */
export type WaitingCheck = Readonly<z.infer<typeof waitingSchema>>

/** Answers that wait for a second person, in the order in which they came. */
export function readWaitingChecks(
  store: Store,
  study: { readonly id: string },
): Promise<readonly WaitingCheck[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select capture.id as answer, arm.key as arm, capture.operator_id as "operatorId", person_private.name as operator
      from capture
      join answer on answer.id = capture.id
      join arm on arm.id = answer.arm_id
      left join person_private on person_private.person_id = capture.operator_id
      left join capture_check on capture_check.id = capture.id
      left join capture_difference on capture_difference.id = capture.id
      where capture.study_id = ${study.id}::uuid and capture.to_check
        and capture_check.id is null and capture_difference.id is null
      order by capture.id`.execute(store.database)
    return rows.map((row) => waitingSchema.parse(row))
  })
}

const shownSchema = z.object({
  arm: z.string(),
  item: z.string(),
  replicate: z.int(),
  status: z.enum(['answered', 'refused']),
  text: z.string().nullable(),
  citations: z.array(citationRowSchema),
  product: z.string(),
  mode: z.string().nullable(),
  version: z.string().nullable(),
  account: z.string().nullable(),
  region: z.string().nullable(),
  capturedAt: z.string(),
  screenshot: z.string().nullable(),
  screenshotSha256: z.string().nullable(),
})

/** A captured answer with where it comes from, as a second person sees it. */
export type CaptureToCheck = Readonly<z.infer<typeof shownSchema>>

export function readCaptureToCheck(
  store: Store,
  study: { readonly id: string },
  answer: string,
): Promise<CaptureToCheck | null> {
  return withProblems(async () => {
    const { rows } = await sql`
      select arm.key as arm, item.key as item, answer.replicate, answer.status, answer.text, citations, product, mode, version, account,
        region, captured_at as "capturedAt", screenshot, screenshot_sha256 as "screenshotSha256"
      from capture
      join answer on answer.id = capture.id
      join arm on arm.id = answer.arm_id
      join item on item.id = answer.item_id
      where capture.study_id = ${study.id}::uuid and capture.id = ${answer}::uuid`.execute(store.database)
    return rows[0] === undefined ? null : shownSchema.parse(rows[0])
  })
}

const differenceSchema = z.object({
  answer: z.string(),
  arm: z.string(),
  item: z.string(),
  words: z.string().nullable(),
})

/** A difference that a second person found, with what they said of it; null where that was deleted with the person. */
export type FoundDifference = Readonly<z.infer<typeof differenceSchema>>

/** The newest first. */
export function readDifferences(
  store: Store,
  study: { readonly id: string },
  most: number,
): Promise<readonly FoundDifference[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select capture_difference.id as answer, arm.key as arm, item.key as item, words
      from capture_difference
      join answer on answer.id = capture_difference.id
      join arm on arm.id = answer.arm_id
      join item on item.id = answer.item_id
      left join capture_difference_words on difference_id = capture_difference.id
      where capture_difference.study_id = ${study.id}::uuid
      order by found_at desc limit ${most}`.execute(store.database)
    return rows.map((row) => differenceSchema.parse(row))
  })
}
