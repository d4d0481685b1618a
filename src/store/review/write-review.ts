import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { problem } from '../../problem.ts'
import type { LeftOut } from '../../review/assignment/design.ts'
import type { PlannedUnit } from '../../review/assignment/unit.ts'
import type { ShownAnswer } from '../../review/shown/shown-answer.ts'
import { withProblems } from '../database-problem.ts'
import { appendAudit } from '../people/audit.ts'
import type { Store } from '../store.ts'

/** An answer as it will be shown, and where its sentences stand in the answer itself. */
export interface PreparedAnswer {
  readonly answer: string
  /** Empty where the protocol names no rendering. */
  readonly rendering: string
  readonly content: ShownAnswer
  readonly spans: readonly (readonly [number, number])[]
}

export interface NewReview {
  readonly protocolHash: string
  readonly units: readonly PlannedUnit[]
  readonly leftOut: readonly LeftOut[]
  readonly answers: readonly PreparedAnswer[]
  /** Id of an answer by its item and arm, both by their keys. */
  readonly answerOf: (item: string, arm: string) => string
  readonly itemIds: ReadonlyMap<string, string>
  readonly armIds: ReadonlyMap<string, string>
}

const batchRows = 1000

/**
 * Puts on record what reviewers will be given, all of it or nothing.
 *
 * @throws ProblemError REVIEW_OPEN where the study's review was opened before.
 */
export function writeReview(
  store: Store,
  study: { readonly id: string },
  review: NewReview,
  actor: string | null,
): Promise<void> {
  return withProblems(async () => {
    await store.database.transaction().execute(async (transaction) => {
      await sql`select from study where id = ${study.id}::uuid for no key update`.execute(transaction)
      const opened = await transaction
        .insertInto('review')
        .values({
          study_id: study.id,
          protocol_hash: review.protocolHash,
          secret: randomBytes(32).toString('hex'),
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('study_id')
        .executeTakeFirst()
      if (opened === undefined) {
        throw problem(
          'REVIEW_OPEN',
          'The review of this study was opened before.',
          'Invite reviewers with `equipoise invite`, or copy the study to begin anew.',
        )
      }
      const shown = review.answers.map((answer) => ({ ...answer, id: randomUUID() }))
      const shownIds = new Map(shown.map(({ id, answer, rendering }) => [`${answer}/${rendering}`, id]))
      const units = review.units.map((unit) => ({ ...unit, id: randomUUID() }))
      const id = (map: ReadonlyMap<string, string>, key: string) => {
        const found = map.get(key)
        if (found === undefined) throw new RangeError(`Nothing is known of ${key}.`)
        return found
      }
      const tasks = units.flatMap((unit) =>
        unit.tasks.map((task, place) => {
          const shownOf = (arm: string | undefined) =>
            arm === undefined
              ? null
              : id(shownIds, `${review.answerOf(unit.item, arm)}/${unit.rendering ?? ''}`)
          const [a, b] = task.arms
          return {
            id: randomUUID(),
            study_id: study.id,
            unit_id: unit.id,
            place,
            arm_a_id: id(review.armIds, a),
            arm_b_id: b === undefined ? null : id(review.armIds, b),
            first: task.first,
            shown_a_id: shownOf(a) ?? '',
            shown_b_id: shownOf(b),
          }
        }),
      )
      for (const batch of batches(shown)) {
        await transaction
          .insertInto('shown_answer')
          .values(
            batch.map((one) => ({
              id: one.id,
              study_id: study.id,
              answer_id: one.answer,
              rendering: one.rendering,
              content: JSON.stringify(one.content),
              spans: JSON.stringify(one.spans),
            })),
          )
          .execute()
      }
      for (const batch of batches(units)) {
        await transaction
          .insertInto('review_unit')
          .values(
            batch.map((unit) => ({
              id: unit.id,
              study_id: study.id,
              number: unit.number,
              item_id: id(review.itemIds, unit.item),
              form: unit.form,
              rendering: unit.rendering,
              round: unit.round,
              role: unit.role,
              repeats: unit.repeats,
            })),
          )
          .execute()
      }
      for (const batch of batches(tasks)) await transaction.insertInto('review_task').values(batch).execute()
      for (const batch of batches(review.leftOut)) {
        await transaction
          .insertInto('review_left_out')
          .values(
            batch.map(({ item, form, rendering, round, role, arms: [a, b], why }) => ({
              id: randomUUID(),
              study_id: study.id,
              item_id: id(review.itemIds, item),
              form,
              rendering,
              round,
              role,
              arm_a_id: id(review.armIds, a),
              arm_b_id: b === undefined ? null : id(review.armIds, b),
              why: JSON.stringify(why.map(({ arm, state }) => ({ arm: id(review.armIds, arm), state }))),
            })),
          )
          .execute()
      }
      await appendAudit(transaction, study, {
        kind: 'review-opened',
        actor,
        detail: {
          protocol: review.protocolHash,
          units: units.length,
          tasks: tasks.length,
          answers: shown.length,
        },
      })
    })
    // Until PostgreSQL counts by itself, its plans would be those for empty tables.
    await sql`analyze shown_answer, review_unit, review_task`.execute(store.database)
  })
}

function* batches<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += batchRows) yield rows.slice(from, from + batchRows)
}
