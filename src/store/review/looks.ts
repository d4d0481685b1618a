import { sql } from 'kysely'
import { z } from 'zod'
import { problem } from '../../problem.ts'
import type { TakenLook } from '../../protocol/looks/taken-look.ts'
import { withProblems } from '../database-problem.ts'
import { storableText } from '../imports/storable-text.ts'
import { appendAudit } from '../people/audit.ts'
import { reviewLookRowSchema } from '../review-rows.ts'
import type { Store } from '../store.ts'
import { readBlindness } from './unblind.ts'

/** A look on record, with who took it and why. */
export interface LookOnRecord extends TakenLook {
  /** Pseudonym. */
  readonly person: string
  /** Null where the person's data were deleted. */
  readonly name: string | null
  readonly reason: string
}

const rowSchema = reviewLookRowSchema.extend({ name: z.string().nullable() }).omit({ study_id: true })

/** The looks that were taken at a review, first to last. */
export function readLooks(store: Store, study: { readonly id: string }): Promise<readonly LookOnRecord[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select number, taken_at, review_look.person_id, reason, protocol_hash, data_hash, marks, due, outcomes, name
      from review_look left join person_private on person_private.person_id = review_look.person_id
      where review_look.study_id = ${study.id}::uuid order by number`.execute(store.database)
    return rows.map((row) => {
      const { number, taken_at, person_id, reason, protocol_hash, data_hash, marks, due, outcomes, name } =
        rowSchema.parse(row)
      return {
        number,
        at: taken_at,
        person: person_id,
        name,
        reason,
        protocolHash: protocol_hash,
        dataHash: data_hash,
        marks,
        due,
        outcomes,
      }
    })
  })
}

export type NewLook = Omit<LookOnRecord, 'at' | 'name'>

/**
 * Puts a look on record, once, with an entry of the audit log. Nothing is told of a look before it is there.
 *
 * @throws ProblemError LOOK_TAKEN where it, or a later one, is on record; REVIEW_UNBLINDED where the blind was lifted.
 */
export function recordLook(store: Store, study: { readonly id: string }, look: NewLook): Promise<void> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      await sql`select from study where id = ${study.id}::uuid for no key update`.execute(transaction)
      const inside = { ...store, database: transaction }
      const last = (await readLooks(inside, study)).at(-1)
      if (last !== undefined && last.number >= look.number) {
        throw problem(
          'LOOK_TAKEN',
          'The look was taken before, and a look is taken once.',
          'See what it said with `equipoise look --show`.',
          { value: `look ${last.number}, ${last.at}` },
        )
      }
      if ((await readBlindness(inside, study)).state !== 'blind') throw notBlind()
      await transaction
        .insertInto('review_look')
        .values({
          study_id: study.id,
          number: look.number,
          person_id: look.person,
          reason: storableText(look.reason, 'reason'),
          protocol_hash: look.protocolHash,
          data_hash: look.dataHash,
          marks: look.marks,
          due: look.due,
          outcomes: JSON.stringify(look.outcomes),
        })
        .execute()
      await appendAudit(transaction, study, {
        kind: 'look-taken',
        actor: look.person,
        detail: {
          look: look.number,
          marks: look.marks,
          due: look.due,
          data: look.dataHash,
          protocol: look.protocolHash,
          reason: look.reason,
          // By the place in the plan: ids of hypotheses may name arms.
          crossed: look.outcomes.map(({ crossed }) => (crossed ? 'yes' : 'no')).join(', '),
        },
      })
    }),
  )
}

export function notBlind() {
  return problem(
    'REVIEW_UNBLINDED',
    'The study was unblinded: what is left is the last look.',
    'Analyse it with `equipoise analyse`.',
  )
}
