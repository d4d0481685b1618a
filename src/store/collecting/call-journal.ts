import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Answer } from '../../answers/answer.ts'
import type { SlotRecord } from '../../answers/collecting/arm-slots.ts'
import {
  allAdmitted,
  type BegunCall,
  type CallJournal,
  type FinishedCall,
  type JournalState,
} from '../../answers/collecting/journal.ts'
import type { Item } from '../../items/item.ts'
import type { Database } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import { itemRowSchema } from '../rows.ts'
import type { Store } from '../store.ts'
import { packRaw } from './raw-reply.ts'

/** What a journal is about: the arms by their keys, and the items by their ids, both in the collection's order. */
export interface JournalScope {
  readonly studyId: string
  readonly armIds: readonly string[]
  readonly itemIds: readonly string[]
  readonly replicates: number
  /** How the answers of each arm come to us. Default: by calls of an API. */
  readonly provenances?: readonly Answer['provenance'][]
}

/** The record of calls in the database. Use it only inside `withRunLock`. */
export function openCallJournal(store: Store, scope: JournalScope): CallJournal {
  return {
    open: () => withProblems(() => openJournal(store, scope)),
    commit: (finished, begun) =>
      withProblems(async () => {
        await commitCalls(store.database, scope, finished, begun)
        return allAdmitted(begun)
      }),
    items: (places) => withProblems(() => readItems(store.database, scope, places)),
  }
}

const touchedSchema = z.object({
  item_id: z.string(),
  arm_id: z.string(),
  replicate: z.int(),
  answered: z.boolean(),
  in_doubt: z.int(),
})

async function openJournal(store: Store, scope: JournalScope): Promise<JournalState> {
  const { studyId } = scope
  const lost = await sql`
    insert into call_outcome (id, study_id, status, usd, tokens)
    select call.id, call.study_id, 'in-doubt', call.worst_usd, call.worst_tokens
    from call left join call_outcome as outcome on outcome.id = call.id
    where call.study_id = ${studyId}::uuid and outcome.id is null`.execute(store.database)
  const totals = await sql<{ readonly usd: number; readonly tokens: number; readonly in_doubt: number }>`
    select coalesce(sum(usd), 0) as usd, coalesce(sum(tokens), 0)::bigint as tokens,
      count(*) filter (where status = 'in-doubt') as in_doubt
    from call_outcome where study_id = ${studyId}::uuid`.execute(store.database)
  const touched = await sql`
    select item_id, arm_id, replicate, bool_or(answered) as answered, sum(in_doubt)::int as in_doubt
    from (
      select item_id, arm_id, replicate, true as answered, 0 as in_doubt
      from answer where study_id = ${studyId}::uuid
      union all
      select call.item_id, call.arm_id, call.replicate, false, 1
      from call_outcome join call on call.id = call_outcome.id
      where call_outcome.study_id = ${studyId}::uuid and call_outcome.status = 'in-doubt'
    ) as slot
    group by item_id, arm_id, replicate`.execute(store.database)
  const total = totals.rows[0]
  return {
    slots: slotRecords(scope, touched.rows),
    spent: { usd: total?.usd ?? 0, tokens: total?.tokens ?? 0 },
    inDoubt: Math.max(total?.in_doubt ?? 0, Number(lost.numAffectedRows ?? 0)),
  }
}

/** Rows of touched slots as records by the scope's arms and places. */
export function slotRecords(
  scope: JournalScope,
  rows: readonly unknown[],
): readonly (readonly SlotRecord[])[] {
  const arms = new Map(scope.armIds.map((id, index) => [id, index]))
  const items = new Map(scope.itemIds.map((id, place) => [id, place]))
  const slots: SlotRecord[][] = scope.armIds.map(() => [])
  for (const row of rows) {
    const { item_id, arm_id, replicate, answered, in_doubt } = touchedSchema.parse(row)
    const place = items.get(item_id)
    const arm = arms.get(arm_id)
    if (place === undefined || arm === undefined || replicate >= scope.replicates) continue
    slots[arm]?.push({ slot: place * scope.replicates + replicate, answered, inDoubt: in_doubt })
  }
  return slots
}

/** One statement, and so one transaction and one way to the server and back, however much there is to put on record. */
export async function commitCalls(
  database: Database,
  scope: JournalScope,
  finished: readonly FinishedCall[],
  begun: readonly BegunCall[],
): Promise<void> {
  const given = finished.filter(({ reply }) => reply.status !== 'failed')
  const parts = [
    ...(finished.length === 0 ? [] : [sql`outcomes as (${insertedOutcomes(scope, finished)})`]),
    ...(given.length === 0 ? [] : [sql`answers as (${insertedAnswers(scope, given)})`]),
    ...(begun.length === 0 ? [] : [sql`calls as (${insertedCalls(scope, begun)})`]),
  ]
  if (parts.length > 0) await sql`with ${sql.join(parts)} select`.execute(database)
}

function insertedCalls(scope: JournalScope, calls: readonly BegunCall[]): RawBuilder<unknown> {
  return sql`
    insert into call (id, study_id, item_id, arm_id, replicate, attempt, worst_usd, worst_tokens)
    select id, ${scope.studyId}::uuid, item_id, arm_id, replicate, attempt, worst_usd, worst_tokens
    from unnest(
      ${calls.map((call) => call.id)}::uuid[], ${calls.map((call) => scope.itemIds[call.item])}::uuid[],
      ${calls.map((call) => scope.armIds[call.arm])}::uuid[], ${calls.map((call) => call.replicate)}::smallint[],
      ${calls.map((call) => call.attempt)}::smallint[], ${calls.map((call) => call.worst.usd)}::float8[],
      ${calls.map((call) => call.worst.tokens)}::bigint[]
    ) as new (id, item_id, arm_id, replicate, attempt, worst_usd, worst_tokens)`
}

function insertedOutcomes(scope: JournalScope, finished: readonly FinishedCall[]): RawBuilder<unknown> {
  const replies = finished.map(({ reply }) => reply)
  return sql`
    insert into call_outcome (
      id, study_id, status, reason, usd, tokens, usage, citations, settings_refused, model_snapshot, request_id,
      http_status, seconds, raw
    )
    select id, ${scope.studyId}::uuid, status, reason, usd, tokens, usage::jsonb, citations::jsonb,
      settings_refused::jsonb, model_snapshot, request_id, http_status, seconds, raw
    from unnest(
      ${finished.map(({ call }) => call.id)}::uuid[], ${replies.map((reply) => reply.status)}::text[],
      ${replies.map((reply) => reply.reason)}::text[],
      ${finished.map(({ call, cost }) => (cost ?? call.worst).usd)}::float8[],
      ${finished.map(({ call, cost }) => (cost ?? call.worst).tokens)}::bigint[],
      ${replies.map((reply) => JSON.stringify(reply.usage))}::text[],
      ${replies.map((reply) => JSON.stringify(reply.citations))}::text[],
      ${replies.map((reply) => JSON.stringify(reply.settingsRefused))}::text[],
      ${replies.map((reply) => storable(reply.modelSnapshot))}::text[],
      ${replies.map((reply) => storable(reply.requestId))}::text[],
      ${replies.map((reply) => reply.raw.httpStatus)}::smallint[], ${replies.map((reply) => reply.seconds)}::float8[],
      ${replies.map((reply) => packRaw(reply.raw))}::bytea[]
    ) as new (
      id, status, reason, usd, tokens, usage, citations, settings_refused, model_snapshot, request_id, http_status,
      seconds, raw
    )
    on conflict (id) do nothing
    returning id`
}

/**
 * Answers and refusals take their slot; where it is taken already, the first one stays the answer. A call that was put on
 * record as in doubt before its reply came stays so, and its reply is no answer.
 */
function insertedAnswers(scope: JournalScope, given: readonly FinishedCall[]): RawBuilder<unknown> {
  return sql`
    insert into answer (id, study_id, item_id, arm_id, replicate, status, reason, text, provenance, call_id)
    select call_id, ${scope.studyId}::uuid, item_id, arm_id, replicate, status, reason, text, provenance, call_id
    from unnest(
      ${given.map(({ call }) => call.id)}::uuid[], ${given.map(({ call }) => scope.itemIds[call.item])}::uuid[],
      ${given.map(({ call }) => scope.armIds[call.arm])}::uuid[],
      ${given.map(({ call }) => call.replicate)}::smallint[], ${given.map(({ reply }) => reply.status)}::text[],
      ${given.map(({ reply }) => reply.reason)}::text[], ${given.map(({ reply }) => storable(reply.text))}::text[],
      ${given.map(({ call }) => scope.provenances?.[call.arm] ?? 'api')}::text[]
    ) as new (call_id, item_id, arm_id, replicate, status, reason, text, provenance)
    where call_id in (select id from outcomes)
    on conflict (study_id, item_id, arm_id, replicate) do nothing`
}

/** PostgreSQL cannot hold U+0000 in text; the raw reply keeps what was said to the byte. */
function storable(text: string | null): string | null {
  return text === null ? null : text.replaceAll('\u0000', '\ufffd')
}

const itemSchema = itemRowSchema.pick({ id: true, key: true, text: true, strata: true, content: true })

export async function readItems(
  database: Database,
  scope: JournalScope,
  places: readonly number[],
): Promise<readonly Item[]> {
  const ids = places.map((place) => scope.itemIds[place] ?? '')
  const { rows } = await sql`
    select id, key, text, strata, content from item where id = any(${ids}::uuid[])`.execute(database)
  const found = new Map(
    rows.map((row) => {
      const { id, content, ...plain } = itemSchema.parse(row)
      return [id, { ...plain, ...content }]
    }),
  )
  return ids.flatMap((id) => found.get(id) ?? [])
}
