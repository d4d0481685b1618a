import { randomUUID } from 'node:crypto'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { holdParticipant } from './hold-participant.ts'

export type StepForm = 'eligibility' | 'baseline' | 'attention' | 'questionnaire'

export interface FilledForm {
  readonly step: StepForm
  /** Null for a form that nobody can fail. */
  readonly passed: boolean | null
  /** What of the answers is kept, by question. Of eligibility and attention nothing is. */
  readonly answers: Readonly<Record<string, string | number>>
}

/** Puts a form on record, once; sent again it changes nothing. */
export function recordForm(
  store: Store,
  study: { readonly id: string },
  person: string,
  { step, passed, answers }: FilledForm,
): Promise<void> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      if (!(await holdParticipant(transaction, study, person))) return
      const added = await transaction
        .insertInto('participant_step')
        .values({ id: randomUUID(), study_id: study.id, person_id: person, step, passed })
        .onConflict((conflict) => conflict.columns(['person_id', 'step']).doNothing())
        .returning('id')
        .executeTakeFirst()
      if (added === undefined || (step !== 'baseline' && step !== 'questionnaire')) return
      const kept = Object.entries(answers)
      if (kept.length === 0) return
      await transaction
        .insertInto('participant_answer')
        .values(
          kept.map(([question, value]) => ({
            study_id: study.id,
            person_id: person,
            form: step,
            question,
            value: JSON.stringify(value),
          })),
        )
        .execute()
    }),
  )
}
