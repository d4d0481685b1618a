import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import { chooseSlot, type SlotKey } from '../../answers/choose-slot.ts'
import type { Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

/** Advisory lock under which the questions of a study are given out and their answers saved. */
const slotLock = 0x45515563

const keptMinutes = 30

/** Holds the lock of the questions till the transaction ends, so that any number of servers agree on who has which. */
export async function lockSlots(transaction: Transaction<Tables>, studyId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${slotLock}, hashtext(${studyId}))`.execute(transaction)
}

const heldSchema = z.object({
  item: z.string(),
  replicate: z.int(),
  person: z.string(),
  recent: z.boolean(),
})

/** What a person got, and how many questions of the arm have no answer yet, this one among them. */
export interface OpenedSlot<Slot> {
  readonly slot: Slot | null
  readonly left: number
}

/**
 * Opens the next question of an arm for a person. What another person opened less than thirty minutes ago is not given
 * out a second time; asking again gives the same question and counts as opening it anew.
 *
 * @param order Every question of the arm that has no answer as far as is known, by a name of its own, in the order in which
 * they are put.
 */
export function openSlot<Slot extends SlotKey>(
  store: Store,
  study: { readonly id: string },
  person: string,
  arm: string,
  order: ReadonlyMap<string, Slot>,
  putOff: SlotKey | null,
): Promise<OpenedSlot<Slot>> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      await lockSlots(transaction, study.id)
      const { rows } = await sql`
        select item, replicate, person_id as person,
          opened_at > clock_timestamp() - make_interval(mins => ${keptMinutes}) as recent
        from capture_slot where study_id = ${study.id}::uuid and arm = ${arm}`.execute(transaction)
      const held = rows.map((row) => heldSchema.parse(row))
      let open = [...order.values()]
      let slot = chooseSlot(open, held, person, putOff)
      while (slot !== null && (await isAnswered(transaction, study.id, arm, slot))) {
        const answered = slot
        open = open.filter((one) => one !== answered)
        slot = chooseSlot(open, held, person, putOff)
      }
      await transaction
        .deleteFrom('capture_slot')
        .where('study_id', '=', study.id)
        .where('arm', '=', arm)
        .where('person_id', '=', person)
        .execute()
      if (slot !== null) await hold(transaction, study.id, person, arm, slot)
      return { slot, left: open.length }
    }),
  )
}

/** Somebody else's server may have written an answer that is not known here yet. */
async function isAnswered(
  transaction: Transaction<Tables>,
  studyId: string,
  arm: string,
  { item, replicate }: SlotKey,
): Promise<boolean> {
  const { rows } = await sql`
    select from answer
    where study_id = ${studyId}::uuid and replicate = ${replicate}
      and item_id = (select id from item where study_id = ${studyId}::uuid and key = ${item})
      and arm_id = (select id from arm where study_id = ${studyId}::uuid and key = ${arm})`.execute(
    transaction,
  )
  return rows.length > 0
}

async function hold(
  transaction: Transaction<Tables>,
  studyId: string,
  person: string,
  arm: string,
  { item, replicate }: SlotKey,
): Promise<void> {
  await transaction
    .insertInto('capture_slot')
    .values({ study_id: studyId, arm, item, replicate, person_id: person })
    // Somebody else left it open for too long.
    .onConflict((conflict) =>
      conflict
        .columns(['study_id', 'arm', 'item', 'replicate'])
        .doUpdateSet({ person_id: person, opened_at: sql`clock_timestamp()` }),
    )
    .execute()
}

/** Whether a person has any question of the study open. */
export function hasOpenSlot(store: Store, study: { readonly id: string }, person: string): Promise<boolean> {
  return withProblems(async () => {
    const row = await store.database
      .selectFrom('capture_slot')
      .select('item')
      .where('study_id', '=', study.id)
      .where('person_id', '=', person)
      .executeTakeFirst()
    return row !== undefined
  })
}
