import { sql } from 'kysely'
import type { AnswerStatus } from '../../answers/answer.ts'
import { withProblems } from '../database-problem.ts'
import { answerRowSchema, armRowSchema, itemRowSchema } from '../rows.ts'
import type { Store } from '../store.ts'
import { firstId, pages } from './pages.ts'

export interface StoredAnswer {
  readonly id: string
  readonly item: string
  readonly arm: string
  /** Number of the repeat, from 0. */
  readonly replicate: number
  readonly status: AnswerStatus
  /** Why it is a refusal, or not whole; null where nothing is to be said. */
  readonly reason: string | null
  /** Null where only the status is known, and where the texts were not asked for. */
  readonly text: string | null
  readonly provenance: 'api' | 'captured' | 'recorded' | 'vendor'
}

const pageRows = 5000
const rowSchema = answerRowSchema
  .omit({ study_id: true, item_id: true, arm_id: true, call_id: true })
  .extend({ item: itemRowSchema.shape.key, arm: armRowSchema.shape.key })

/** The answers of a study in the order of writing, in lists of up to 5,000; texts only where asked for. */
export async function* readAnswers(
  store: Store,
  study: { readonly id: string },
  options: { readonly texts: boolean },
): AsyncGenerator<readonly StoredAnswer[]> {
  const read = (after: string, size: number) =>
    withProblems(() =>
      store.database
        .selectFrom('answer')
        .innerJoin('item', 'item.id', 'answer.item_id')
        .innerJoin('arm', 'arm.id', 'answer.arm_id')
        .select([
          'answer.id',
          'item.key as item',
          'arm.key as arm',
          'answer.replicate',
          'answer.status',
          'answer.reason',
          'answer.provenance',
          options.texts ? 'answer.text' : sql<null>`null`.as('text'),
        ])
        .where('answer.study_id', '=', study.id)
        .where('answer.id', '>', after)
        .orderBy('answer.id')
        .limit(size)
        .execute(),
    )
  for await (const page of pages(pageRows, firstId, read, (row) => row.id)) {
    yield page.map((row) => rowSchema.parse(row))
  }
}
