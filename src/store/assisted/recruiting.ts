import { sql } from 'kysely'
import { z } from 'zod'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import type { Database } from '../database.ts'

const rowSchema = z.object({
  closed: z.boolean(),
  randomised: z.int(),
  decided: z.array(z.object({ arm: z.string(), n: z.int() })),
})

/**
 * Whether new participants are taken in: the trial is open, an arm lacks responses still, and the most participants were not reached.
 * Responses are decisions of real participants who did not withdraw.
 */
export async function isRecruiting(
  database: Database,
  study: { readonly id: string },
  { randomisation, stopping }: Pick<AssistedPlan, 'randomisation' | 'stopping'>,
): Promise<boolean> {
  const { rows } = await sql`
    select
      not exists (select from trial where study_id = ${study.id}::uuid)
        or exists (select from trial_closing where study_id = ${study.id}::uuid) as closed,
      (select count(*) from allocation where study_id = ${study.id}::uuid and kind = 'real') as randomised,
      (select coalesce(json_agg(counted), '[]') from (
        select arm.key as arm, count(*) as n
        from trial_decision
        join encounter on encounter.id = trial_decision.encounter_id
        join participant on participant.person_id = encounter.person_id and participant.kind = 'real'
        join arm on arm.id = encounter.arm_id
        where trial_decision.study_id = ${study.id}::uuid
          and not exists (select from withdrawal where withdrawal.person_id = encounter.person_id)
        group by arm.key
      ) as counted) as decided`.execute(database)
  const { closed, randomised, decided } = rowSchema.parse(rows[0])
  if (closed) return false
  if (stopping.maxParticipants !== null && randomised >= stopping.maxParticipants) return false
  const responses = new Map(decided.map(({ arm, n }) => [arm, n]))
  return randomisation.ratio.some(({ arm }) => (responses.get(arm) ?? 0) < stopping.responsesPerArm)
}
