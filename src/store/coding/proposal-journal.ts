import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { SlotRecord } from '../../answers/collecting/arm-slots.ts'
import {
  allAdmitted,
  type BegunCall,
  type CallJournal,
  type FinishedCall,
  type JournalState,
} from '../../answers/collecting/journal.ts'
import { codingRequest, type JudgedText, readCodingReply } from '../../assisted/scoring/judge-wording.ts'
import type { Item } from '../../items/item.ts'
import { judgeReplyOf } from '../../judging/calls/judge-arm.ts'
import type { Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

/** What a judge is asked about: texts that it has no proposal for by this wording yet are called for. */
export interface ProposalScope {
  readonly studyId: string
  /** Id of the judge. */
  readonly judge: string
  readonly texts: readonly (JudgedText & { readonly task: string })[]
}

/**
 * The record of a judge's calls for proposals, with texts as items. It is the same record as that of other judges' calls, so that one
 * budget holds for all of them; but what was sent and said is not kept, because it holds participants' words. Use it only inside
 * `withRunLock`.
 */
export function openProposalJournal(store: Store, scope: ProposalScope): CallJournal {
  const requests = scope.texts.map((text) => codingRequest(text))
  return {
    open: () =>
      withProblems(() =>
        openJournal(
          store,
          scope,
          requests.map(({ promptHash }) => promptHash),
        ),
      ),
    items: async (places) =>
      places.flatMap((place): Item[] => {
        const [text, request] = [scope.texts[place], requests[place]]
        if (text === undefined || request === undefined) return []
        return [
          {
            key: taskOf(text.task, request.promptHash),
            text: request.user,
            strata: {},
            turns: [{ role: 'system', text: request.system }],
          },
        ]
      }),
    commit: (finished, begun) =>
      withProblems(async () => {
        await store.database.transaction().execute(async (transaction) => {
          await insertOutcomes(transaction, scope, finished)
          await insertProposals(transaction, scope, finished, (place) => requests[place]?.promptHash ?? '')
          await insertCalls(transaction, scope, begun, (place) => requests[place]?.promptHash ?? '')
        })
        return allAdmitted(begun)
      }),
  }
}

function taskOf(task: string, promptHash: string): string {
  return JSON.stringify(['coding', task, promptHash])
}

const totalsSchema = z.object({ usd: z.number(), tokens: z.int(), in_doubt: z.int() })
const lostSchema = z.object({ task: z.string(), in_doubt: z.int() })
const doneSchema = z.object({ task: z.string(), hash: z.string() })

async function openJournal(
  store: Store,
  { studyId, judge, texts }: ProposalScope,
  hashes: readonly string[],
): Promise<JournalState> {
  await sql`
    insert into judge_outcome (id, study_id, status, usd, tokens)
    select call.id, call.study_id, 'in-doubt', call.worst_usd, call.worst_tokens
    from judge_call as call left join judge_outcome as outcome on outcome.id = call.id
    where call.study_id = ${studyId}::uuid and outcome.id is null`.execute(store.database)
  const totals = await sql`
    select coalesce(sum(usd), 0) as usd, coalesce(sum(tokens), 0)::bigint as tokens,
      count(*) filter (where status = 'in-doubt') as in_doubt
    from judge_outcome where study_id = ${studyId}::uuid`.execute(store.database)
  const places = new Map(texts.map(({ task }, place) => [taskOf(task, hashes[place] ?? ''), place]))
  const records = new Map<number, SlotRecord>()
  const done = await sql`
    select task_id as task, prompt_hash as hash from coding_proposal
    where study_id = ${studyId}::uuid and kind = 'judge' and proposer = ${judge}`.execute(store.database)
  for (const row of done.rows) {
    const { task, hash } = doneSchema.parse(row)
    const place = places.get(taskOf(task, hash))
    if (place !== undefined) records.set(place, { slot: place, answered: true, inDoubt: 0 })
  }
  const lost = await sql`
    select call.task, count(*)::int as in_doubt
    from judge_outcome as outcome join judge_call as call on call.id = outcome.id
    where outcome.study_id = ${studyId}::uuid and outcome.status = 'in-doubt' and call.kind = 'coding'
      and call.judge = ${judge}
    group by call.task`.execute(store.database)
  for (const row of lost.rows) {
    const { task, in_doubt } = lostSchema.parse(row)
    const place = places.get(task)
    if (place === undefined || records.has(place)) continue
    records.set(place, { slot: place, answered: false, inDoubt: in_doubt })
  }
  const { usd, tokens, in_doubt } = totalsSchema.parse(totals.rows[0])
  return { slots: [[...records.values()]], spent: { usd, tokens }, inDoubt: in_doubt }
}

async function insertCalls(
  transaction: Transaction<Tables>,
  { studyId, judge, texts }: ProposalScope,
  calls: readonly BegunCall[],
  hashAt: (place: number) => string,
): Promise<void> {
  if (calls.length === 0) return
  await transaction
    .insertInto('judge_call')
    .values(
      calls.map(({ id, item, attempt, worst }) => ({
        id,
        study_id: studyId,
        kind: 'coding' as const,
        judge,
        task: taskOf(texts[item]?.task ?? '', hashAt(item)),
        attempt,
        worst_usd: worst.usd,
        worst_tokens: worst.tokens,
      })),
    )
    .execute()
}

async function insertOutcomes(
  transaction: Transaction<Tables>,
  { studyId }: ProposalScope,
  finished: readonly FinishedCall[],
): Promise<void> {
  for (const { call, reply, cost } of finished) {
    const spent = cost ?? call.worst
    await sql`
      insert into judge_outcome (
        id, study_id, status, reason, usd, tokens, usage, settings_refused, model_snapshot, http_status, seconds
      ) values (
        ${call.id}::uuid, ${studyId}::uuid, ${reply.status}, ${reply.reason}, ${spent.usd}, ${spent.tokens},
        ${JSON.stringify(reply.usage)}::jsonb, ${JSON.stringify(reply.settingsRefused)}::jsonb,
        ${reply.modelSnapshot}, ${reply.raw.httpStatus}, ${reply.seconds}
      ) on conflict (id) do nothing`.execute(transaction)
  }
}

/** A call without a reply proposes nothing and is called again; a reply that cannot be read is on record as a failure. */
async function insertProposals(
  transaction: Transaction<Tables>,
  { studyId, judge, texts }: ProposalScope,
  finished: readonly FinishedCall[],
  hashAt: (place: number) => string,
): Promise<void> {
  for (const { call, reply, cost } of finished) {
    const text = texts[call.item]
    const said = judgeReplyOf(reply, cost?.usd ?? null)
    if (text === undefined || said === null) continue
    const read = readCodingReply(said, text)
    const verdict = 'failure' in read ? null : read.verdict
    await transaction
      .insertInto('coding_proposal')
      .values({
        id: randomUUID(),
        study_id: studyId,
        task_id: text.task,
        kind: 'judge',
        proposer: judge,
        condition: verdict?.condition ?? null,
        disposition: verdict?.disposition ?? null,
        score: verdict?.score ?? null,
        reason: null,
        failure: 'failure' in read ? read.failure : null,
        prompt_hash: hashAt(call.item),
        call_id: call.id,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}
