import { sql } from 'kysely'
import { z } from 'zod'
import type { ChatTurn, Encounter, TrialParticipant } from '../../assisted/trial-data.ts'
import { withProblems } from '../database-problem.ts'
import { readSnapshot } from '../snapshot.ts'
import type { Store } from '../store.ts'

/** What an assisted-use trial brought. */
export interface TrialRecord {
  readonly participants: readonly TrialParticipant[]
  /** Of every participant their cases in order, participants by list and number. */
  readonly encounters: readonly Encounter[]
  readonly turns: readonly ChatTurn[]
}

const participantSchema = z.object({
  id: z.string(),
  kind: z.enum(['real', 'simulated']),
  strata: z.record(z.string(), z.string()),
  number: z.int(),
  attentive: z.boolean().nullable(),
  withdrawn: z.boolean(),
})
const encounterSchema = z.object({
  id: z.string(),
  participant: z.string(),
  arm: z.string(),
  case: z.string(),
  place: z.int(),
  decision: z
    .object({
      conditions: z.array(z.string()),
      disposition: z.string(),
      confidence: z.int(),
      seconds: z.number().nullable(),
    })
    .nullable(),
})
const turnSchema = z.object({
  encounter: z.string(),
  number: z.int(),
  role: z.enum(['participant', 'arm']),
  text: z.string(),
  status: z.enum(['answered', 'refused', 'failed']).nullable(),
})

/**
 * All participants who were randomised, their encounters and what was said, as of one moment. A message is turn 2n - 1 of its
 * conversation and the answer to it turn 2n; an answer without a word (refused, failed, never came) has an empty text. Where the
 * consent does not name the conversation, there are no turns.
 */
export function readTrial(store: Store, study: { readonly id: string }): Promise<TrialRecord> {
  return withProblems(() =>
    readSnapshot(store, async ({ database }) => {
      const participants = await sql`
        select allocation.person_id as id, allocation.kind, strata, number,
          (
            select passed from participant_step
            where participant_step.person_id = allocation.person_id and step = 'attention'
          ) as attentive,
          exists (select from withdrawal where withdrawal.person_id = allocation.person_id) as withdrawn
        from allocation where study_id = ${study.id}::uuid order by kind, number`.execute(database)
      const encounters = await sql`
        select encounter.id, encounter.person_id as participant, arm.key as arm, item.key as case, place,
          case when trial_decision.encounter_id is not null then json_build_object(
            'conditions', (
              select coalesce(json_agg(words order by decision_words.place), '[]') from decision_words
              where decision_words.encounter_id = encounter.id
            ),
            'disposition', disposition, 'confidence', confidence, 'seconds', seconds
          ) end as decision
        from encounter
        join allocation on allocation.person_id = encounter.person_id
        join item on item.id = encounter.item_id
        join arm on arm.id = encounter.arm_id
        left join trial_decision on trial_decision.encounter_id = encounter.id
        where encounter.study_id = ${study.id}::uuid
        order by allocation.kind, allocation.number, place`.execute(database)
      const turns = await sql`
        select chat_message.encounter_id as encounter,
          case said.role when 'participant' then 2 * chat_message.number - 1 else 2 * chat_message.number end as number,
          said.role, coalesce(chat_words.words, '') as text,
          case when said.role = 'arm' then
            case when last.status in ('answered', 'refused') then last.status else 'failed' end
          end as status
        from chat_message
        join encounter on encounter.id = chat_message.encounter_id
        join allocation on allocation.person_id = encounter.person_id
        cross join (values ('participant'), ('arm')) as said (role)
        join chat_words as typed on typed.message_id = chat_message.id and typed.role = 'participant'
        left join chat_words on chat_words.message_id = chat_message.id and chat_words.role = said.role
        left join lateral (
          select chat_outcome.status from chat_call left join chat_outcome on chat_outcome.id = chat_call.id
          where chat_call.message_id = chat_message.id order by attempt desc limit 1
        ) as last on true
        where chat_message.study_id = ${study.id}::uuid
        order by allocation.kind, allocation.number, place, 2`.execute(database)
      return {
        participants: participants.rows.map((row) => participantSchema.parse(row)),
        encounters: encounters.rows.map((row) => encounterSchema.parse(row)),
        turns: turns.rows.map((row) => turnSchema.parse(row)),
      }
    }),
  )
}
