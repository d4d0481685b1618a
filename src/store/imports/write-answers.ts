import { sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Answer } from '../../answers/answer.ts'
import { ProblemError } from '../../problem.ts'
import type { Tables } from '../database.ts'
import type { KeyBook } from './key-book.ts'
import { storableText } from './storable-text.ts'

const problemsShown = 20

interface DifferentAnswer {
  readonly item: string
  readonly arm: string
  readonly status: string
  readonly stored: string
}

/**
 * Writes a batch of answers. One that the study has already must have the same status, and the same text
 * where it brings any; answers are frozen.
 *
 * @returns the number of new answers.
 * @throws ProblemError ANSWER_DIFFERS.
 */
export async function writeAnswers(
  transaction: Transaction<Tables>,
  studyId: string,
  keys: KeyBook,
  answers: readonly Answer[],
): Promise<number> {
  const items = answers.map((answer) => keys.item(answer.item))
  const arms = answers.map((answer) => keys.arm(answer.arm))
  const statuses = answers.map((answer) => answer.status)
  const texts = answers.map((answer) =>
    answer.text === null ? null : storableText(answer.text, `answer of ${answer.arm} to ${answer.item}`),
  )
  await keys.flush()
  const written = await sql`
    insert into answer (id, study_id, item_id, arm_id, status, text, provenance)
    select id, ${studyId}::uuid, item_id, arm_id, status, text, provenance
    from unnest(
      ${answers.map(() => v7())}::uuid[], ${items}::uuid[], ${arms}::uuid[], ${statuses}::text[],
      ${texts}::text[], ${answers.map((answer) => answer.provenance)}::text[]
    ) as new (id, item_id, arm_id, status, text, provenance)
    on conflict (study_id, item_id, arm_id, replicate) do nothing`.execute(transaction)
  const count = Number(written.numAffectedRows ?? 0)
  if (count === answers.length) return count
  const different = await sql<DifferentAnswer>`
    select item.key as item, arm.key as arm, new.status, answer.status as stored
    from unnest(${items}::uuid[], ${arms}::uuid[], ${statuses}::text[], ${texts}::text[])
      as new (item_id, arm_id, status, text)
    join answer on answer.study_id = ${studyId}::uuid and answer.item_id = new.item_id
      and answer.arm_id = new.arm_id and answer.replicate = 0
    join item on item.id = new.item_id
    join arm on arm.id = new.arm_id
    where answer.status <> new.status
      or (new.text is not null and answer.text is distinct from new.text)
    order by item.key, arm.key limit ${problemsShown}`.execute(transaction)
  if (different.rows.length > 0) throw new ProblemError(different.rows.map(differs))
  return count
}

function differs(row: DifferentAnswer) {
  const what = row.status === row.stored ? 'with another text' : `as ${row.stored}`
  return {
    code: 'ANSWER_DIFFERS',
    message: `The answer of arm ${row.arm} to item ${row.item} is in the study already, ${what}.`,
    place: { field: 'status' },
    value: row.status,
    expected: null,
    remedy: 'Keep the answer that was collected first; a later collection is another study or another arm.',
  }
}
