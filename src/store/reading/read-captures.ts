import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { firstId } from './pages.ts'

const slotSchema = z.object({
  arm: z.string(),
  item: z.string(),
  replicate: z.int(),
})

/** Slots of an arm that have an answer, by the keys of arm and item. */
export type AnsweredSlot = Readonly<z.infer<typeof slotSchema>>

/**
 * The slots of these arms that have an answer.
 *
 * @param since Only answers that were begun to be written since then, in milliseconds since 1970: ids tell their time.
 */
export function readAnsweredSlots(
  store: Pick<Store, 'database'>,
  study: { readonly id: string },
  arms: readonly string[],
  since: number | null = null,
): Promise<readonly AnsweredSlot[]> {
  const after = since === null ? firstId : idAt(since)
  return withProblems(async () => {
    const { rows } = await sql`
      select arm.key as arm, item.key as item, answer.replicate
      from answer
      join arm on arm.id = answer.arm_id
      join item on item.id = answer.item_id
      where answer.study_id = ${study.id}::uuid and arm.key = any(${arms}::text[])
        and answer.id >= ${after}::uuid`.execute(store.database)
    return rows.map((row) => slotSchema.parse(row))
  })
}

/** The lowest version 7 UUID of a moment, which begins with its milliseconds. */
function idAt(milliseconds: number): string {
  const time = Math.max(0, Math.floor(milliseconds)).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`
}

const checksSchema = z.object({
  arm: z.string(),
  captured: z.int(),
  toCheck: z.int(),
  /** Of those to be checked: compared by a second person, whatever they found. */
  checked: z.int(),
  /** Of those checked: said to differ from the page or the screenshot. */
  differed: z.int(),
})

/** How many answers of an arm were captured, chosen for a second check, checked, and found to differ. */
export type CaptureChecks = Readonly<z.infer<typeof checksSchema>>

/** The state of the second checks, by arm. */
export function readCaptureChecks(
  store: Store,
  study: { readonly id: string },
): Promise<readonly CaptureChecks[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select arm.key as arm, count(*) as captured, count(*) filter (where capture.to_check) as "toCheck",
        count(*) filter (
          where capture.to_check and (capture_check.id is not null or capture_difference.id is not null)
        ) as checked,
        count(*) filter (where capture.to_check and capture_difference.id is not null) as differed
      from capture
      join answer on answer.id = capture.id
      join arm on arm.id = answer.arm_id
      left join capture_check on capture_check.id = capture.id
      left join capture_difference on capture_difference.id = capture.id
      where capture.study_id = ${study.id}::uuid
      group by arm.key order by arm.key`.execute(store.database)
    return rows.map((row) => checksSchema.parse(row))
  })
}

/** Whether an answer of the study names the screenshot with this hash. */
export function isScreenshotNamed(
  store: Store,
  study: { readonly id: string },
  sha256: string,
): Promise<boolean> {
  return withProblems(async () => {
    const row = await store.database
      .selectFrom('capture')
      .select('id')
      .where('study_id', '=', study.id)
      .where('screenshot_sha256', '=', sha256)
      .executeTakeFirst()
    return row !== undefined
  })
}
