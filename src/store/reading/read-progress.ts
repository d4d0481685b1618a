import { sql } from 'kysely'
import { z } from 'zod'
import { itemSourceSchema } from '../../items/item.ts'
import { originOf } from '../../items/slots.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

/** How far a study has come with its answers. */
export interface Progress {
  /** Items with a text, by where they come from. */
  readonly askable: ReadonlyMap<string, number>
  /** Answers and refusals, by the key of the arm. */
  readonly answers: ReadonlyMap<string, number>
}

const askableSchema = z.object({ source: itemSourceSchema.nullable(), n: z.coerce.number().int() })
const answersSchema = z.object({ arm: z.string(), n: z.coerce.number().int() })

export function readProgress(store: Store, study: { readonly id: string }): Promise<Progress> {
  return withProblems(async () => {
    const items = await sql`
      select content->'source' as source, count(*) as n from item
      where study_id = ${study.id}::uuid and text is not null group by content->'source'`.execute(
      store.database,
    )
    const askable = new Map<string, number>()
    for (const row of items.rows) {
      const { source, n } = askableSchema.parse(row)
      askable.set(originOf(source), (askable.get(originOf(source)) ?? 0) + n)
    }
    const answers = await sql`
      select arm.key as arm, count(*) as n from answer join arm on arm.id = answer.arm_id
      where answer.study_id = ${study.id}::uuid group by arm.key`.execute(store.database)
    return {
      askable,
      answers: new Map(
        answers.rows.map((row) => {
          const { arm, n } = answersSchema.parse(row)
          return [arm, n]
        }),
      ),
    }
  })
}
