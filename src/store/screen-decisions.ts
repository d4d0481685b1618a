import { sql } from 'kysely'
import { v7 } from 'uuid'
import { z } from 'zod'
import type { ScreenDecision } from '../items/screen/may-leave.ts'
import type { KindCount } from '../items/screen/screen-item.ts'
import { problem } from '../problem.ts'
import { withProblems } from './database-problem.ts'
import { openKeyBook } from './imports/key-book.ts'
import { storableText } from './imports/storable-text.ts'
import { screenDecisionRowSchema } from './rows.ts'
import type { Store } from './store.ts'

/** A decision to record. */
export interface NewScreenDecision extends ScreenDecision {
  /** Name of the person; kept apart from the decision. */
  readonly by: string
  readonly reason: string
  readonly found: readonly KindCount[]
}

/** A decision as it is kept. */
export interface StoredScreenDecision extends ScreenDecision {
  readonly id: string
  /** Null where the person's data were deleted, or never came with a bundle. */
  readonly by: string | null
  readonly reason: string
  readonly found: readonly KindCount[]
  /** UTC, by the database's clock. */
  readonly at: string
}

/**
 * Appends decisions, all of them or none.
 *
 * @throws ProblemError SCREEN_ITEM_CHANGED where an item is not what the person saw.
 */
export function recordDecisions(
  store: Store,
  study: { readonly id: string },
  decisions: readonly NewScreenDecision[],
): Promise<void> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      await sql`select from study where id = ${study.id}::uuid for no key update`.execute(transaction)
      const keys = await openKeyBook(transaction, study.id)
      for (const decision of decisions) {
        const item = await transaction
          .selectFrom('item')
          .select(['id', 'hash'])
          .where('study_id', '=', study.id)
          .where('key', '=', decision.item)
          .executeTakeFirst()
        if (item?.hash !== decision.itemHash) throw changed(decision.item)
        const person = keys.reviewer(decision.by)
        await keys.flush()
        await transaction
          .insertInto('screen_decision')
          .values({
            id: v7(),
            study_id: study.id,
            item_id: item.id,
            item_hash: decision.itemHash,
            decision: decision.decision,
            person_id: person,
            reason: storableText(decision.reason, 'reason'),
            found: JSON.stringify(decision.found),
          })
          .execute()
      }
    }),
  )
}

const joinedSchema = screenDecisionRowSchema
  .omit({ study_id: true, item_id: true, person_id: true })
  .extend({ item: z.string(), by: z.string().nullable() })

/** The decisions of a study, oldest first. */
export function readDecisions(
  store: Store,
  study: { readonly id: string },
): Promise<readonly StoredScreenDecision[]> {
  return withProblems(async () => {
    const rows = await store.database
      .selectFrom('screen_decision as decided')
      .innerJoin('item', 'item.id', 'decided.item_id')
      .leftJoin('person_private', 'person_private.person_id', 'decided.person_id')
      .select([
        'decided.id',
        'item.key as item',
        'decided.item_hash',
        'decided.decision',
        'person_private.name as by',
        'decided.reason',
        'decided.found',
        'decided.decided_at',
      ])
      .where('decided.study_id', '=', study.id)
      .orderBy('decided.id')
      .execute()
    return rows
      .map((row) => joinedSchema.parse(row))
      .map(({ item_hash, decided_at, ...row }) => ({ ...row, itemHash: item_hash, at: decided_at }))
  })
}

function changed(item: string) {
  return problem(
    'SCREEN_ITEM_CHANGED',
    'The item is not what was screened a moment ago; nothing was recorded.',
    'Run `equipoise screen` again and look at the item as it is now.',
    { place: { field: 'item' }, value: item },
  )
}
