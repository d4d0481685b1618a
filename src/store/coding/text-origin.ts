import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

/**
 * Whose a text is. `simulated`: SIMULATED participants alone typed it or were answered it. `real`: a real participant did, or a model
 * gave it when it was asked with the whole case; a text of both is a real one. Null: it was deleted with all that says where it came
 * from, so that nobody can tell any more.
 */
export type TextOrigin = 'real' | 'simulated' | null

/** The origin of a row of `coding_task`. */
export const originOfTask = sql<TextOrigin>`(
  select case when bool_and(participant.kind is not distinct from 'simulated') then 'simulated' else 'real' end
  from coding_source
  left join encounter on encounter.id = coding_source.encounter_id
  left join participant on participant.person_id = encounter.person_id
  where coding_source.task_id = coding_task.id
  having count(*) > 0
)`

const answerSchema = z.object({ simulated: z.boolean() })

/** Whether some of the texts with the coders come from SIMULATED participants. Which ones these are is told to nobody who codes. */
export function hasSimulatedTexts(store: Store, study: { readonly id: string }): Promise<boolean> {
  return withProblems(async () => {
    const { rows } = await sql`
      select exists (
        select from coding_source join encounter on encounter.id = coding_source.encounter_id
        join participant on participant.person_id = encounter.person_id
        where coding_source.study_id = ${study.id}::uuid and participant.kind = 'simulated'
      ) as simulated`.execute(store.database)
    return answerSchema.parse(rows[0]).simulated
  })
}
