import { sql } from 'kysely'
import { z } from 'zod'
import type { LimitState, LimitTerms } from '../../answers/collecting/shared-limits.ts'
import type { Database } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

/** Limits that hold for a call: of its arm or judge, of the provider where there is one, and of the study's budget. */
export interface CallLimits {
  readonly lane: LimitKey
  /** Origin of the provider's address; its terms are those that a person has set. */
  readonly provider: string | null
  readonly budget: LimitKey
}

export interface LimitKey {
  readonly key: string
  readonly terms: LimitTerms
}

/** Limits as they stand, in the order lane, provider, budget. */
export interface LockedLimits {
  readonly keys: readonly string[]
  readonly limits: readonly LimitState[]
  /** Milliseconds on the database's clock. */
  readonly now: number
}

export function laneKey(study: { readonly id: string }, section: 'collect' | 'marking', id: string): string {
  return `lane ${study.id} ${section} ${id}`
}

export function budgetKey(study: { readonly id: string }, section: 'collect' | 'marking'): string {
  return `budget ${study.id} ${section}`
}

export function providerKey(origin: string): string {
  return `provider ${origin}`
}

export const noTerms: LimitTerms = {
  calls: null,
  callsPerMinute: null,
  tokensPerMinute: null,
  ceiling: { usd: null, tokens: null },
}

const reasonSchema = z.enum(['authentication', 'quota']).nullable()
const rowSchema = z.object({
  key: z.string(),
  next_call: z.number(),
  next_token: z.number(),
  paused: z.number(),
  halted: reasonSchema,
  spent_usd: z.number(),
  spent_tokens: z.number(),
  calls: z.number().nullable(),
  calls_per_minute: z.number().nullable(),
  tokens_per_minute: z.number().nullable(),
  usd: z.number().nullable(),
})
const countSchema = z.object({
  key: z.string(),
  n: z.number(),
  usd: z.number(),
  tokens: z.number(),
  now: z.number(),
})

/** Far in the past, as milliseconds; `-infinity` has none. */
const longAgo = sql.raw("'2000-01-01T00:00:00Z'::timestamptz")

/**
 * Locks the limits of a call until the end of the transaction, so that workers decide one after another. A budget without a
 * ceiling is locked by nobody: it would make every arm of a study wait for every other.
 */
export async function lockLimits(database: Database, of: CallLimits): Promise<LockedLimits> {
  const { ceiling } = of.budget.terms
  const keys = [
    of.lane.key,
    ...(of.provider === null ? [] : [providerKey(of.provider)]),
    ...(ceiling.usd === null && ceiling.tokens === null ? [] : [of.budget.key]),
  ]
  const found = await sql`
    select key, halted, spent_usd, spent_tokens, calls, calls_per_minute, tokens_per_minute, usd,
      ${milliseconds('next_call_at')} as next_call, ${milliseconds('next_token_at')} as next_token,
      ${milliseconds('paused_until')} as paused
    from call_limit where key = any(${keys}::text[]) order by key for update`.execute(database)
  // Only after the lock: what the ones before did is seen now, and the time is that of this turn.
  const counted = await sql`
    select key, count(call_id) as n, coalesce(sum(worst_usd), 0) as usd,
      coalesce(sum(worst_tokens), 0)::bigint as tokens, extract(epoch from clock_timestamp())::float8 * 1000 as now
    from unnest(${keys}::text[]) as asked (key) left join call_in_flight on key in (lane, provider, budget)
    group by key`.execute(database)
  const rows = new Map(found.rows.map((row) => rowSchema.parse(row)).map((row) => [row.key, row]))
  const counts = new Map(counted.rows.map((row) => countSchema.parse(row)).map((row) => [row.key, row]))
  const limits = keys.map((key): LimitState => {
    const row = rows.get(key)
    if (row === undefined) throw new RangeError(`The limit ${key} was not made.`)
    const count = counts.get(key)
    return {
      terms: key === of.lane.key ? of.lane.terms : key === of.budget.key ? of.budget.terms : termsOf(row),
      nextCallAt: row.next_call,
      nextTokenAt: row.next_token,
      pausedUntil: row.paused,
      halted: row.halted,
      spent: { usd: row.spent_usd, tokens: row.spent_tokens },
      inFlight: count?.n ?? 0,
      reserved: { usd: count?.usd ?? 0, tokens: count?.tokens ?? 0 },
    }
  })
  const now = Math.max(...[...counts.values()].map((count) => count.now))
  return { keys, limits, now }
}

function milliseconds(column: string) {
  return sql`extract(epoch from greatest(${sql.ref(column)}, ${longAgo}))::float8 * 1000`
}

function termsOf(row: z.infer<typeof rowSchema>): LimitTerms {
  return {
    calls: row.calls,
    callsPerMinute: row.calls_per_minute,
    tokensPerMinute: row.tokens_per_minute,
    ceiling: { usd: row.usd, tokens: null },
  }
}

/** Stores limits as a worker leaves them. */
export async function storeLimits(
  database: Database,
  keys: readonly string[],
  limits: readonly LimitState[],
): Promise<void> {
  const at = (milliseconds: readonly number[]) => sql`${milliseconds.map((value) => value / 1000)}::float8[]`
  await sql`
    update call_limit set next_call_at = to_timestamp(new.next_call), next_token_at = to_timestamp(new.next_token),
      paused_until = to_timestamp(new.paused), halted = new.halted, spent_usd = new.spent_usd,
      spent_tokens = new.spent_tokens
    from unnest(
      ${[...keys]}::text[], ${at(limits.map(({ nextCallAt }) => nextCallAt))},
      ${at(limits.map(({ nextTokenAt }) => nextTokenAt))}, ${at(limits.map(({ pausedUntil }) => pausedUntil))},
      ${limits.map(({ halted }) => halted)}::text[], ${limits.map(({ spent }) => spent.usd ?? 0)}::float8[],
      ${limits.map(({ spent }) => spent.tokens)}::bigint[]
    ) as new (key, next_call, next_token, paused, halted, spent_usd, spent_tokens)
    where call_limit.key = new.key`.execute(database)
}

/** Makes the limits of new work: its arms may be called again, and its budget has spent what is on record. */
export async function prepareLimits(
  database: Database,
  lanes: readonly string[],
  providers: readonly string[],
  budget: { readonly key: string; readonly spent: { readonly usd: number; readonly tokens: number } },
): Promise<void> {
  // In one order everywhere, so that two of these never wait for each other.
  const keys = [...new Set([...lanes, ...providers.map(providerKey), budget.key])].sort()
  await sql`insert into call_limit (key) select unnest(${keys}::text[]) on conflict do nothing`.execute(
    database,
  )
  await sql`update call_limit set halted = null where key = any(${[...lanes]}::text[])`.execute(database)
  await sql`
    update call_limit set spent_usd = ${budget.spent.usd}, spent_tokens = ${budget.spent.tokens}
    where key = ${budget.key}`.execute(database)
}

export interface ProviderLimit {
  readonly origin: string
  readonly calls: number | null
  readonly callsPerMinute: number | null
  readonly tokensPerMinute: number | null
  readonly usd: number | null
  readonly spentUsd: number
  readonly inFlight: number
}

/** Sets what holds for a provider, in place of what held before; what was spent is counted from now. */
export function setProviderLimit(
  store: Store,
  origin: string,
  terms: Pick<ProviderLimit, 'calls' | 'callsPerMinute' | 'tokensPerMinute' | 'usd'>,
): Promise<void> {
  return withProblems(async () => {
    const { calls, callsPerMinute, tokensPerMinute, usd } = terms
    await sql`
      insert into call_limit (key, calls, calls_per_minute, tokens_per_minute, usd)
      values (${providerKey(origin)}, ${calls}, ${callsPerMinute}, ${tokensPerMinute}, ${usd})
      on conflict (key) do update set calls = excluded.calls, calls_per_minute = excluded.calls_per_minute,
        tokens_per_minute = excluded.tokens_per_minute, usd = excluded.usd, spent_usd = 0, spent_tokens = 0`.execute(
      store.database,
    )
  })
}

const providerSchema = z.object({
  origin: z.string(),
  calls: z.number().nullable(),
  callsPerMinute: z.number().nullable(),
  tokensPerMinute: z.number().nullable(),
  usd: z.number().nullable(),
  spentUsd: z.number(),
  inFlight: z.number(),
})

/** Providers that calls went to by way of the queue, or that have limits. */
export function readProviderLimits(store: Store): Promise<readonly ProviderLimit[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select substr(key, 10) as origin, calls, calls_per_minute as "callsPerMinute",
        tokens_per_minute as "tokensPerMinute", usd, spent_usd as "spentUsd",
        (select count(*) from call_in_flight where provider = key) as "inFlight"
      from call_limit where key like 'provider %' order by key`.execute(store.database)
    return rows.map((row) => providerSchema.parse(row))
  })
}
