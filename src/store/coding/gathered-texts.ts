import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { CodedKind } from '../../assisted/scoring/code.ts'
import { codedForm } from '../../assisted/scoring/words/coded-form.ts'
import { type Stage, stages } from '../../assisted/trial-data.ts'
import type { Database } from '../database.ts'

/** A text that is to be coded, with where it comes from. */
export interface GatheredText {
  readonly stage: Stage
  readonly encounter: string | null
  /** Of a decision: which of its conditions. */
  readonly place: number | null
  readonly answer: string | null
  readonly item: string
  readonly case: string
  /** Whether it comes from a SIMULATED participant. */
  readonly simulated: boolean
  readonly kind: CodedKind
  /** As coders see it. */
  readonly words: string
}

const rowSchema = z.object({
  stage: z.enum(stages),
  encounter: z.string().nullable(),
  place: z.int().nullable(),
  answer: z.string().nullable(),
  item: z.string(),
  case: z.string(),
  simulated: z.boolean(),
  words: z.string(),
})

export interface GatherOptions {
  /** Conversations of every arm of which the answers are coded, so many of real participants and so many of SIMULATED ones; null: all. */
  readonly conversations: number | null
  /** Decides which, and so that a greater number only adds. */
  readonly seed: number
}

/**
 * The texts of a trial that are not with the coders yet: the conditions that participants typed, the first and the last answer of
 * conversations, and the answers of models that were asked with the whole case. Of a conversation the first answer is to the
 * person's own first message: a call of its own would ask the same model the same thing. A call without a word gives no text.
 *
 * @param kinds Texts of other kinds are left where they are.
 */
export async function gatherTexts(
  database: Database,
  study: { readonly id: string },
  { conversations, seed }: GatherOptions,
  kinds: readonly CodedKind[],
): Promise<readonly GatheredText[]> {
  const { rows } = await sql`
    with answered as (
      select chat_message.encounter_id, chat_message.number, words,
        max(chat_message.number) over (partition by chat_message.encounter_id) as last
      from chat_words join chat_message on chat_message.id = chat_words.message_id
      where chat_words.study_id = ${study.id}::uuid and role = 'arm'
    ), texts as (
      select 'person' as stage, encounter_id, place::int, null::uuid as answer_id, words from decision_words
      where study_id = ${study.id}::uuid
      union all
      select 'first-turn', encounter_id, null, null, words from answered where number = 1
      union all
      select 'conversation', encounter_id, null, null, words from answered where number = last
    )
    select stage, encounter_id as encounter, texts.place, answer_id as answer, item.id as item, item.key as case,
      participant.kind = 'simulated' as simulated, words
    from texts
    join encounter on encounter.id = texts.encounter_id
    join participant on participant.person_id = encounter.person_id
    join item on item.id = encounter.item_id
    where not exists (
      select from coding_source where coding_source.encounter_id = texts.encounter_id
        and coding_source.stage = texts.stage and coding_source.place is not distinct from texts.place
    )
    union all
    select 'expert-query', null, null, answer.id, item.id, item.key, false, answer.text
    from answer join item on item.id = answer.item_id
    where answer.study_id = ${study.id}::uuid and answer.text <> ''
      and not exists (select from coding_source where coding_source.answer_id = answer.id)`.execute(database)
  const texts = rows.map((row) => rowSchema.parse(row))
  const drawn = conversations === null ? null : await drawnEncounters(database, study, conversations, seed)
  return texts.flatMap((text): readonly GatheredText[] => {
    if (!kinds.includes(text.stage === 'person' ? 'condition' : 'reply')) return []
    const isTurn = text.stage === 'first-turn' || text.stage === 'conversation'
    if (isTurn && drawn !== null && !drawn.has(text.encounter ?? '')) return []
    if (text.stage === 'person')
      return [{ ...text, kind: 'condition' as const, words: codedForm(text.words) || text.words.trim() }]
    return [{ ...text, kind: 'reply' as const }]
  })
}

const encounterSchema = z.object({ id: z.string(), arm: z.string(), kind: z.string() })

/**
 * The first so many of every arm, in an order that the seed decides; of real and of SIMULATED participants each, so that none of
 * these takes the place of a real one.
 */
async function drawnEncounters(
  database: Database,
  study: { readonly id: string },
  most: number,
  seed: number,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql`
    select encounter.id, arm_id as arm, participant.kind from encounter
    join participant on participant.person_id = encounter.person_id
    where encounter.study_id = ${study.id}::uuid and exists (
      select from chat_message join chat_words on chat_words.message_id = chat_message.id
      where chat_message.encounter_id = encounter.id and role = 'arm'
    )`.execute(database)
  const drawing = new Map<string, { readonly id: string; readonly order: string }[]>()
  for (const { id, arm, kind } of rows.map((row) => encounterSchema.parse(row))) {
    const order = createHash('sha256').update(`${seed}/${id}`, 'utf8').digest('hex')
    const from = `${kind}/${arm}`
    drawing.set(from, [...(drawing.get(from) ?? []), { id, order }])
  }
  return new Set(
    [...drawing.values()].flatMap((encounters) =>
      encounters
        .sort((one, other) => (one.order < other.order ? -1 : 1))
        .slice(0, most)
        .map(({ id }) => id),
    ),
  )
}
