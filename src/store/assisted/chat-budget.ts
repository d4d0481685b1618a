import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { Spending } from '../../answers/collecting/budget.ts'
import type { Tables } from '../database.ts'

/** What the calls of conversations have cost, those that are out and those in doubt at their worst. */
export interface Spent {
  readonly usd: number
  readonly tokens: number
}

const spentSchema = z.object({ usd: z.number(), tokens: z.int() })
const bySchema = z.object({ person: z.string(), usd: z.number(), tokens: z.int() })

/** A call that nobody told the cost of counts at its worst. */
const cost = sql`
  coalesce(sum(coalesce(chat_outcome.usd, chat_call.worst_usd, 0)), 0)::double precision as usd,
  coalesce(sum(coalesce(chat_outcome.tokens, chat_call.worst_tokens)), 0)::bigint as tokens`

function keyOf(study: { readonly id: string }): string {
  return `budget ${study.id} chat`
}

/**
 * Locks the budget of a study's conversations until the end of the transaction: calls are let through one group after the other,
 * by whatever process. The sum is kept with the limits of workers; where it is gone, it is counted anew from the calls.
 */
export async function lockSpent(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
): Promise<Spent> {
  const key = keyOf(study)
  const locked = () =>
    sql`
      select spent_usd as usd, spent_tokens::bigint as tokens from call_limit where key = ${key} for update`.execute(
      transaction,
    )
  const { rows } = await locked()
  if (rows[0] !== undefined) return spentSchema.parse(rows[0])
  await sql`
    insert into call_limit (key, spent_usd, spent_tokens)
    select ${key}, usd, tokens from (
      select ${cost} from chat_call left join chat_outcome on chat_outcome.id = chat_call.id
      where chat_call.study_id = ${study.id}::uuid
    ) as counted
    on conflict do nothing`.execute(transaction)
  return spentSchema.parse((await locked()).rows[0])
}

export async function writeSpent(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  { usd, tokens }: Spent,
): Promise<void> {
  await sql`
    update call_limit set spent_usd = ${usd}, spent_tokens = ${tokens} where key = ${keyOf(study)}`.execute(
    transaction,
  )
}

/** What the calls of these participants have cost, by pseudonym. */
export async function spentByPerson(
  transaction: Transaction<Tables>,
  people: readonly string[],
): Promise<ReadonlyMap<string, Spent>> {
  const { rows } = await sql`
    select chat_call.person_id as person, ${cost}
    from chat_call left join chat_outcome on chat_outcome.id = chat_call.id
    where chat_call.person_id = any (${[...people]}::uuid[]) group by chat_call.person_id`.execute(
    transaction,
  )
  return new Map(rows.map((row) => bySchema.parse(row)).map(({ person, ...spent }) => [person, spent]))
}

/** The sum with one more call at its worst, or with what it cost instead. */
export function plus(spent: Spent, more: Spending, instead: Spending | null = null): Spent {
  return {
    usd: Math.max(0, spent.usd + (more.usd ?? 0) - (instead?.usd ?? 0)),
    tokens: Math.max(0, spent.tokens + more.tokens - (instead?.tokens ?? 0)),
  }
}
