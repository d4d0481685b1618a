import { sql, type Transaction } from 'kysely'
import type { Tables } from '../database.ts'
import { leaveFlight } from './begin-calls.ts'
import { plus, type Spent } from './chat-budget.ts'
import type { FinishedCall } from './chat-journal.ts'

/**
 * Puts on record what came of calls, with the words where they are kept and the participant has not withdrawn them meanwhile.
 *
 * @returns For each whether it was recorded, and the sum with what the calls did cost in the place of their worst cases.
 */
export async function finishCalls(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  calls: readonly FinishedCall[],
  before: Spent,
): Promise<{ readonly recorded: readonly boolean[]; readonly spent: Spent }> {
  if (calls.length === 0) return { recorded: [], spent: before }
  const people = [...new Set(calls.map(({ person }) => person))]
  await sql`
    select from participant where person_id = any (${people}::uuid[]) order by person_id for share`.execute(
    transaction,
  )
  const withdrawn = await transaction
    .selectFrom('withdrawal')
    .select('person_id')
    .where('person_id', 'in', people)
    .where('deleted', '=', true)
    .execute()
  const added = await transaction
    .insertInto('chat_outcome')
    .values(
      calls.map((call) => ({
        id: call.call,
        study_id: study.id,
        status: call.status,
        reason: call.reason,
        usd: call.cost?.usd ?? null,
        tokens: call.cost?.tokens ?? null,
        usage: JSON.stringify(call.usage),
        model_snapshot: call.modelSnapshot,
        http_status: call.httpStatus,
        seconds: call.seconds,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  const ids = new Set(added.map(({ id }) => id))
  const gone = new Set(withdrawn.map(({ person_id }) => person_id))
  const words = calls.flatMap(({ call, message, person, words }) =>
    words === null || words === '' || !ids.has(call) || gone.has(person)
      ? []
      : [{ study_id: study.id, message_id: message, role: 'arm' as const, person_id: person, words }],
  )
  if (words.length > 0) {
    await transaction
      .insertInto('chat_words')
      .values(words)
      // A refusal may have said something before the same message was answered.
      .onConflict((conflict) =>
        conflict.columns(['message_id', 'role']).doUpdateSet((set) => ({ words: set.ref('excluded.words') })),
      )
      .execute()
  }
  await leaveFlight(
    transaction,
    calls.map(({ call }) => call),
  )
  const spent = calls.reduce(
    (sum, { call, worst, cost }) =>
      cost === null || !ids.has(call)
        ? sum
        : plus(sum, { usd: cost.usd ?? worst.usd, tokens: cost.tokens }, worst),
    before,
  )
  return { recorded: calls.map(({ call }) => ids.has(call)), spent }
}
