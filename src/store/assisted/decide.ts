import { sql } from 'kysely'
import { z } from 'zod'
import { problem } from '../../problem.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { holdParticipant } from './hold-participant.ts'

export interface GivenDecision {
  readonly encounter: string
  /** Drawn by the page. */
  readonly key: string
  readonly conditions: readonly string[]
  readonly disposition: string
  /** 0 to 100. */
  readonly confidence: number
}

const beforeSchema = z.object({ key: z.string().nullable() })

/**
 * Puts a decision on record, once; sent again with its key it changes nothing.
 *
 * @param timings Whether the consent names them; without, no time is written.
 * @throws ProblemError PART_DECIDED where another decision is on record, PART_ENDED where the participant takes part no more.
 */
export function decide(
  store: Store,
  study: { readonly id: string },
  person: string,
  decision: GivenDecision,
  timings: boolean,
): Promise<void> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      const here = await holdParticipant(transaction, study, person)
      const { rows } = await sql`
        select trial_decision.key from encounter
        left join trial_decision on trial_decision.encounter_id = encounter.id
        where encounter.id = ${decision.encounter}::uuid and encounter.person_id = ${person}::uuid`.execute(
        transaction,
      )
      const before = rows[0] === undefined ? null : beforeSchema.parse(rows[0])
      if (before?.key === decision.key) return
      if (before === null || !here) {
        throw problem(
          'PART_ENDED',
          'This case is not open to you, or not any more.',
          'Load the page again to see where you are.',
        )
      }
      if (before.key !== null) {
        throw problem(
          'PART_DECIDED',
          'You have decided about this case before; the first decision stays.',
          'Load the page again to go on.',
        )
      }
      await transaction
        .insertInto('trial_decision')
        .values({
          encounter_id: decision.encounter,
          study_id: study.id,
          key: decision.key,
          disposition: decision.disposition,
          confidence: decision.confidence,
          conditions: decision.conditions.length,
          seconds: timings
            ? sql<number>`(
                select extract(epoch from clock_timestamp() - shown_at)::double precision
                from case_shown where encounter_id = ${decision.encounter}::uuid
              )`
            : null,
          decided_at: timings ? sql<string>`clock_timestamp()` : null,
        })
        .execute()
      if (decision.conditions.length === 0) return
      await transaction
        .insertInto('decision_words')
        .values(
          decision.conditions.map((words, place) => ({
            study_id: study.id,
            encounter_id: decision.encounter,
            place,
            person_id: person,
            words,
          })),
        )
        .execute()
    }),
  )
}

/** Notes that a case was shown; only the first time counts. For trials whose consent names timings. */
export function noteShown(store: Store, study: { readonly id: string }, encounter: string): Promise<void> {
  return withProblems(async () => {
    await store.database
      .insertInto('case_shown')
      .values({ study_id: study.id, encounter_id: encounter })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  })
}
