import { sql } from 'kysely'
import { z } from 'zod'
import { type Code, codedKinds } from '../../assisted/scoring/code.ts'
import type { CodedText } from '../../assisted/scoring/consensus.ts'
import type { Database } from '../database.ts'
import { originOfTask, type TextOrigin } from './text-origin.ts'

const rowSchema = z.object({
  task: z.string(),
  kind: z.enum(codedKinds),
  case: z.string(),
  /** Whether its words are there still. */
  words: z.boolean(),
  origin: z.enum(['real', 'simulated']).nullable(),
  codings: z.array(
    z.object({
      person: z.string(),
      role: z.enum(['coder', 'adjudicator']),
      condition: z.string().nullable(),
      disposition: z.string().nullable(),
      unsure: z.boolean(),
    }),
  ),
})

/** A text with all that people said of it. */
export interface StoredText extends CodedText {
  readonly task: string
  /** Id of the case. */
  readonly case: string
  /** False where the participant had the words deleted: nobody can code it any more. */
  readonly words: boolean
  readonly origin: TextOrigin
  /** The last code of every coder by pseudonym; the same as `codes`. */
  readonly byCoder: ReadonlyMap<string, Code>
  readonly adjudicator: string | null
}

/** All texts of a study, or one of them, with what people said last of each. */
export async function readCodings(
  database: Database,
  study: { readonly id: string },
  task: string | null = null,
): Promise<readonly StoredText[]> {
  const { rows } = await sql`
    select coding_task.id as task, coding_task.kind, item.key as case,
      coding_words.task_id is not null as words, ${originOfTask} as origin,
      coalesce((
        select json_agg(json_build_object(
          'person', person_id, 'role', role, 'condition', condition, 'disposition', disposition, 'unsure', unsure
        ) order by seq)
        from coding where coding.task_id = coding_task.id
      ), '[]') as codings
    from coding_task
    join item on item.id = coding_task.item_id
    left join coding_words on coding_words.task_id = coding_task.id
    where coding_task.study_id = ${study.id}::uuid and (${task}::uuid is null or coding_task.id = ${task}::uuid)
    order by coding_task.id`.execute(database)
  return rows.map((row) => {
    const { codings, ...rest } = rowSchema.parse(row)
    const byCoder = new Map<string, Code>()
    let adjudicated: Code | null = null
    let adjudicator: string | null = null
    for (const { person, role, ...code } of codings) {
      if (role === 'coder') byCoder.set(person, code)
      else [adjudicated, adjudicator] = [code, person]
    }
    return { ...rest, byCoder, codes: [...byCoder.values()], adjudicated, adjudicator }
  })
}
