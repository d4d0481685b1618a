import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

const messageSchema = z.object({
  id: z.string(),
  /** From 1. */
  number: z.int(),
  key: z.string(),
  attempts: z.int(),
  /** `in-doubt`: whoever called is gone, and nobody knows what came of it. */
  status: z.enum(['answered', 'refused', 'failed', 'in-doubt', 'waiting']),
  reason: z.string().nullable(),
})

const encounterSchema = z.object({
  id: z.string(),
  case: z.string(),
  arm: z.string(),
  decided: z.boolean(),
  /** Whether it is on record that the case was shown. */
  shown: z.boolean(),
  messages: z.array(messageSchema),
})

const partSchema = z.object({
  person: z.string(),
  kind: z.enum(['real', 'simulated']),
  withdrawn: z.boolean(),
  closed: z.boolean(),
  randomised: z.boolean(),
  steps: z.array(
    z.object({
      step: z.enum(['eligibility', 'baseline', 'attention', 'questionnaire']),
      passed: z.boolean().nullable(),
    }),
  ),
  encounters: z.array(encounterSchema),
})

/** Where a participant stands, without a word of what they wrote. */
export type PartState = Readonly<z.infer<typeof partSchema>>
export type EncounterState = PartState['encounters'][number]
export type MessageState = EncounterState['messages'][number]

/** Null where the study has no such participant. */
export function readPart(
  store: Store,
  study: { readonly id: string },
  person: string,
): Promise<PartState | null> {
  return withProblems(async () => {
    const { rows } = await sql`
      select person_id as person, kind,
        exists (select from withdrawal where withdrawal.person_id = participant.person_id) as withdrawn,
        exists (select from trial_closing where trial_closing.study_id = participant.study_id) as closed,
        exists (select from allocation where allocation.person_id = participant.person_id) as randomised,
        (
          select coalesce(json_agg(json_build_object('step', step, 'passed', passed)), '[]')
          from participant_step where participant_step.person_id = participant.person_id
        ) as steps,
        (
          select coalesce(json_agg(json_build_object(
            'id', encounter.id, 'case', item.key, 'arm', arm.key,
            'decided', exists (select from trial_decision where encounter_id = encounter.id),
            'shown', exists (select from case_shown where encounter_id = encounter.id),
            'messages', ${messages}
          ) order by place), '[]')
          from encounter join item on item.id = encounter.item_id join arm on arm.id = encounter.arm_id
          where encounter.person_id = participant.person_id
        ) as encounters
      from participant
      where study_id = ${study.id}::uuid and person_id = ${person}::uuid`.execute(store.database)
    return rows[0] === undefined ? null : partSchema.parse(rows[0])
  })
}

/** The messages of `encounter`, each with what came of its last call. */
const messages = sql`(
  select coalesce(json_agg(json_build_object(
    'id', chat_message.id, 'number', chat_message.number, 'key', chat_message.key, 'attempts', last.attempt,
    'status', coalesce(
      chat_outcome.status,
      case when chat_in_flight.due_at > clock_timestamp() then 'waiting' else 'in-doubt' end
    ),
    'reason', chat_outcome.reason
  ) order by chat_message.number), '[]')
  from chat_message
  cross join lateral (
    select id, attempt from chat_call where message_id = chat_message.id order by attempt desc limit 1
  ) as last
  left join chat_outcome on chat_outcome.id = last.id
  left join chat_in_flight on chat_in_flight.call_id = last.id
  where chat_message.encounter_id = encounter.id
)`
