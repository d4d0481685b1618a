import { sql } from 'kysely'
import { z } from 'zod'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { isRecruiting } from './recruiting.ts'

const countsSchema = z.object({
  enrolled: z.int(),
  randomised: z.int(),
  withdrawn: z.int(),
  decided: z.int(),
  simulated: z.int(),
})

/** How far a trial is: counts of all arms together, of real participants; simulated ones are counted apart. */
export type TrialCounts = Readonly<z.infer<typeof countsSchema>> & { readonly recruiting: boolean }

export function readTrialCounts(
  store: Store,
  study: { readonly id: string },
  plan: Pick<AssistedPlan, 'randomisation' | 'stopping'>,
): Promise<TrialCounts> {
  return withProblems(async () => {
    const { rows } = await sql`
      select count(*) filter (where kind = 'real') as enrolled,
        count(*) filter (where kind = 'real' and randomised) as randomised,
        count(*) filter (where kind = 'real' and randomised and withdrawn) as withdrawn,
        coalesce(sum(decided) filter (where kind = 'real'), 0)::bigint as decided,
        count(*) filter (where kind = 'simulated') as simulated
      from (
        select kind,
          exists (select from allocation where allocation.person_id = participant.person_id) as randomised,
          exists (select from withdrawal where withdrawal.person_id = participant.person_id) as withdrawn,
          (
            select count(*) from encounter
            join trial_decision on trial_decision.encounter_id = encounter.id
            where encounter.person_id = participant.person_id
          ) as decided
        from participant where study_id = ${study.id}::uuid
      ) as each`.execute(store.database)
    const counts = countsSchema.parse(rows[0])
    return { ...counts, recruiting: await isRecruiting(store.database, study, plan) }
  })
}
