import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import { appendAudit } from '../people/audit.ts'
import type { Store } from '../store.ts'
import { readFinishedUnits } from './unfinished.ts'

/** Advisory lock under which units of a study are dealt, one reviewer after the other. */
const dealLock = 0x45515562

const takenSchema = z.object({
  seq: z.int(),
  assignment: z.string(),
  /** Number of the unit in the plan. */
  unit: z.int(),
  reviewer: z.string(),
})
const returnedSchema = z.object({ seq: z.int(), assignment: z.string() })
const joinedSchema = z.object({
  arrival: z.int(),
  reviewer: z.string(),
  form: z.enum(['pairwise', 'absolute']).nullable(),
  rendering: z.string().nullable(),
})

export type Taken = Readonly<z.infer<typeof takenSchema>>
export type Returned = Readonly<z.infer<typeof returnedSchema>>
export type Joined = Readonly<z.infer<typeof joinedSchema>>

/** How far somebody who keeps the state of a deal in memory has read. */
export interface DealPosition {
  readonly taken: number
  readonly returned: number
  readonly joined: number
}

export const dealBeginning: DealPosition = { taken: 0, returned: 0, joined: -1 }

/** What happened after a position, in order. */
export interface DealNews {
  readonly taken: readonly Taken[]
  readonly returned: readonly Returned[]
  readonly joined: readonly Joined[]
}

export type ReturnReason = 'left undone' | 'reviewer removed' | 'given back'

/** The deal of a study, held: nobody else takes or gives back until the use of it ends. */
export interface HeldDeal {
  readonly news: (since: DealPosition) => Promise<DealNews>
  /** Records the form and the rendering that belong to a reviewer. */
  readonly join: (
    reviewer: string,
    arrival: number,
    belongs: Pick<Joined, 'form' | 'rendering'>,
  ) => Promise<void>
  /** Which of some units, by their numbers in the plan, a reviewer has finished. */
  readonly finished: (reviewer: string, units: readonly number[]) => Promise<readonly number[]>
  /** Gives a unit, by its number in the plan, to a reviewer. */
  readonly take: (unit: number, reviewer: string) => Promise<void>
  readonly giveBack: (assignments: readonly string[], reason: ReturnReason) => Promise<void>
}

/** Runs `use` while nobody else deals units of the study, in one transaction. */
export function holdDeal<Result>(
  store: Store,
  study: { readonly id: string },
  use: (deal: HeldDeal) => Promise<Result>,
): Promise<Result> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      await lockDeal(transaction, study)
      return use(heldDeal(transaction, study))
    }),
  )
}

/** Takes the lock of the deal until the transaction ends. */
export async function lockDeal(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
): Promise<void> {
  await sql`select pg_advisory_xact_lock(${dealLock}, hashtext(${study.id}))`.execute(transaction)
}

/** Puts on record that assignments go back to be dealt again. The lock of the deal must be held. */
export async function giveBack(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  assignments: readonly string[],
  reason: ReturnReason,
): Promise<void> {
  for (const id of assignments) {
    await transaction.insertInto('review_return').values({ id, study_id: study.id, reason }).execute()
    await appendAudit(transaction, study, {
      kind: 'unit-returned',
      actor: null,
      detail: { assignment: id, reason },
    })
  }
}

function heldDeal(transaction: Transaction<Tables>, study: { readonly id: string }): HeldDeal {
  return {
    news: async (since) => {
      const taken = await sql`
        select review_assignment.seq, review_assignment.id as assignment, review_unit.number as unit,
          review_assignment.reviewer_id as reviewer
        from review_assignment join review_unit on review_unit.id = review_assignment.unit_id
        where review_assignment.study_id = ${study.id}::uuid and review_assignment.seq > ${since.taken}
        order by review_assignment.seq`.execute(transaction)
      const returned = await sql`
        select seq, id as assignment from review_return
        where study_id = ${study.id}::uuid and seq > ${since.returned} order by seq`.execute(transaction)
      const joined = await sql`
        select arrival, person_id as reviewer, form, rendering from review_reviewer
        where study_id = ${study.id}::uuid and arrival > ${since.joined} order by arrival`.execute(
        transaction,
      )
      return {
        taken: taken.rows.map((row) => takenSchema.parse(row)),
        returned: returned.rows.map((row) => returnedSchema.parse(row)),
        joined: joined.rows.map((row) => joinedSchema.parse(row)),
      }
    },
    join: async (reviewer, arrival, belongs) => {
      await transaction
        .insertInto('review_reviewer')
        .values({ study_id: study.id, person_id: reviewer, arrival, ...belongs })
        .execute()
    },
    finished: (reviewer, units) => readFinishedUnits(transaction, study, reviewer, units),
    take: async (unit, reviewer) => {
      await sql`
        insert into review_assignment (id, study_id, unit_id, reviewer_id)
        select ${randomUUID()}::uuid, study_id, id, ${reviewer}::uuid from review_unit
        where study_id = ${study.id}::uuid and number = ${unit}`.execute(transaction)
      await appendAudit(transaction, study, { kind: 'unit-taken', actor: reviewer, detail: { unit } })
    },
    giveBack: (assignments, reason) => giveBack(transaction, study, assignments, reason),
  }
}
