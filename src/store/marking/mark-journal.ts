import { sql } from 'kysely'
import { z } from 'zod'
import type { SlotRecord } from '../../answers/collecting/arm-slots.ts'
import { ItemCache } from '../../answers/collecting/item-cache.ts'
import {
  allAdmitted,
  type BegunCall,
  type CallJournal,
  type FinishedCall,
  type JournalState,
} from '../../answers/collecting/journal.ts'
import { judgeReplyOf } from '../../judging/calls/judge-arm.ts'
import {
  itemOfRequest,
  type JudgeTask,
  markOfReply,
  type ReadyTask,
  taskKey,
} from '../../judging/calls/judge-task.ts'
import { packRaw } from '../collecting/raw-reply.ts'
import type { Database } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import type { CallTables } from '../work/claimed-journal.ts'
import { type MarkRow, rowOfMark } from './mark-row.ts'
import { readMarks } from './read-marks.ts'
import { readTasks } from './read-tasks.ts'
import { idsOfStudy, insertMarks } from './write-marks.ts'

/** What a journal of judges' calls is about. Every judge is asked about every task. */
export interface MarkJournalScope {
  readonly studyId: string
  readonly kind: JudgeTask['kind']
  readonly judges: readonly { readonly id: string; readonly family: string | null }[]
  readonly tasks: readonly JudgeTask[]
  /** Hash of the wording that the judges are asked with. */
  readonly promptHash: string
  /** What an axis asks. */
  readonly questionOf: (axis: string) => string
  /** Whose model an arm is; null where it is nobody's or not known. */
  readonly familyOf: (arm: string) => string | null
  readonly clock: () => string
}

/**
 * The record of judges' calls and of the marks that they brought, with judges as arms and tasks as items. Use it only
 * inside `withRunLock`.
 */
export function openMarkJournal(store: Store, scope: MarkJournalScope): CallJournal {
  const recording = recordingMarks(store, scope)
  return {
    open: () => withProblems(() => openJournal(store, scope)),
    items: (places) => withProblems(() => recording.items(places)),
    commit: (finished, begun) =>
      withProblems(async () => {
        const record = await recording.prepare(finished)
        await store.database.transaction().execute((transaction) => record(transaction, finished, begun))
        return allAdmitted(begun)
      }),
  }
}

/** Reads tasks as items, and puts calls, outcomes and marks on record within a transaction. */
export function recordingMarks(store: Store, scope: MarkJournalScope): Pick<CallTables, 'items' | 'prepare'> {
  const study = { id: scope.studyId }
  const ready = new ItemCache<ReadyTask>(scope.tasks.length, (places) =>
    readTasks(
      store,
      study,
      places.flatMap((place) => scope.tasks[place] ?? []),
      scope.questionOf,
    ),
  )
  let ids: Awaited<ReturnType<typeof idsOfStudy>> | null = null
  return {
    items: async (places) => (await ready.at(places)).map(itemOfRequest),
    prepare: async (finished) => {
      ids ??= await idsOfStudy(store, study)
      const tasks = await ready.at(finished.map(({ call }) => call.item))
      const place = { studyId: scope.studyId, ...ids }
      const marks = finished.flatMap((entry, index) => {
        const task = tasks[index]
        const mark = task === undefined ? null : markOf(scope, task, entry)
        return mark === null ? [] : [rowOfMark(mark, { ...place, callId: entry.call.id })]
      })
      return (database, back, begun) => commitAll(database, scope, { finished: back, marks, begun })
    },
  }
}

function markOf(scope: MarkJournalScope, task: ReadyTask, { call, reply, cost }: FinishedCall) {
  const judge = scope.judges[call.arm]
  const said = judgeReplyOf(reply, cost?.usd ?? null)
  if (judge === undefined || said === null) return null
  const name = { model: judge.id, family: judge.family }
  return markOfReply(name, task, said, scope.familyOf, scope.clock())
}

async function openJournal(store: Store, scope: MarkJournalScope): Promise<JournalState> {
  const { studyId, judges, tasks, promptHash } = scope
  await sql`
    insert into judge_outcome (id, study_id, status, usd, tokens)
    select call.id, call.study_id, 'in-doubt', call.worst_usd, call.worst_tokens
    from judge_call as call left join judge_outcome as outcome on outcome.id = call.id
    where call.study_id = ${studyId}::uuid and outcome.id is null`.execute(store.database)
  const totals = totalsSchema.parse(
    (
      await sql`
        select coalesce(sum(usd), 0) as usd, coalesce(sum(tokens), 0)::bigint as tokens,
          count(*) filter (where status = 'in-doubt') as in_doubt
        from judge_outcome where study_id = ${studyId}::uuid`.execute(store.database)
    ).rows[0],
  )
  const places = new Map(tasks.map((task, place) => [taskKey(task, promptHash), place]))
  const judgeAt = new Map(judges.map(({ id }, index) => [id, index]))
  const records = judges.map(() => new Map<number, SlotRecord>())
  for await (const marks of readMarks(store, { id: studyId }, scope.kind)) {
    for (const mark of marks) {
      const place = mark.promptHash === null ? undefined : places.get(taskKey(taskOf(mark), mark.promptHash))
      const judge = judgeAt.get(mark.judge)
      if (place === undefined || judge === undefined) continue
      records[judge]?.set(place, { slot: place, answered: true, inDoubt: 0 })
    }
  }
  const lost = await sql`
    select call.judge, call.task, count(*)::int as in_doubt
    from judge_outcome as outcome join judge_call as call on call.id = outcome.id
    where outcome.study_id = ${studyId}::uuid and outcome.status = 'in-doubt' and call.kind = ${scope.kind}
    group by call.judge, call.task`.execute(store.database)
  for (const row of lost.rows) {
    const { judge: name, task, in_doubt } = lostSchema.parse(row)
    const [place, judge] = [places.get(task), judgeAt.get(name)]
    if (place === undefined || judge === undefined || records[judge]?.has(place)) continue
    records[judge]?.set(place, { slot: place, answered: false, inDoubt: in_doubt })
  }
  return {
    slots: records.map((record) => [...record.values()]),
    spent: { usd: totals.usd, tokens: totals.tokens },
    inDoubt: totals.in_doubt,
  }
}

const totalsSchema = z.object({ usd: z.number(), tokens: z.int(), in_doubt: z.int() })
const lostSchema = z.object({ judge: z.string(), task: z.string(), in_doubt: z.int() })

type JudgesMark = Exclude<NonNullable<ReturnType<typeof markOf>>, null>

/** The task that a mark is the result of. */
export function taskOf(mark: JudgesMark): JudgeTask {
  const { item } = mark
  return mark.kind === 'rubric'
    ? { kind: mark.kind, item, arm: mark.arm, replicate: mark.replicate, criterion: mark.criterion }
    : {
        kind: mark.kind,
        item,
        axis: mark.axis,
        armA: mark.armA,
        armB: mark.armB,
        replicate: mark.replicateA,
        firstSide: mark.firstSide,
      }
}

interface Commit {
  readonly finished: readonly FinishedCall[]
  readonly marks: readonly MarkRow[]
  readonly begun: readonly BegunCall[]
}

/** A call that was put in doubt before its reply came stays so, and its reply is no mark. */
async function commitAll(
  transaction: Database,
  scope: MarkJournalScope,
  { finished, marks, begun }: Commit,
): Promise<void> {
  const recorded = finished.length === 0 ? new Set() : await insertOutcomes(transaction, scope, finished)
  await insertMarks(
    transaction,
    marks.filter((mark) => recorded.has(mark.call_id)),
  )
  if (begun.length > 0) await insertCalls(transaction, scope, begun)
}

async function insertCalls(
  transaction: Database,
  { studyId, kind, judges, tasks, promptHash }: MarkJournalScope,
  calls: readonly BegunCall[],
): Promise<void> {
  const taskAt = (place: number) => {
    const task = tasks[place]
    return task === undefined ? '' : taskKey(task, promptHash)
  }
  await sql`
    insert into judge_call (id, study_id, kind, judge, task, attempt, worst_usd, worst_tokens)
    select id, ${studyId}::uuid, ${kind}, judge, task, attempt, worst_usd, worst_tokens
    from unnest(
      ${calls.map((call) => call.id)}::uuid[], ${calls.map((call) => judges[call.arm]?.id ?? '')}::text[],
      ${calls.map((call) => taskAt(call.item))}::text[], ${calls.map((call) => call.attempt)}::smallint[],
      ${calls.map((call) => call.worst.usd)}::float8[], ${calls.map((call) => call.worst.tokens)}::bigint[]
    ) as new (id, judge, task, attempt, worst_usd, worst_tokens)`.execute(transaction)
}

async function insertOutcomes(
  transaction: Database,
  { studyId }: MarkJournalScope,
  finished: readonly FinishedCall[],
): Promise<ReadonlySet<string | null>> {
  const replies = finished.map(({ reply }) => reply)
  const { rows } = await sql<{ readonly id: string }>`
    insert into judge_outcome (
      id, study_id, status, reason, usd, tokens, usage, settings_refused, model_snapshot, request_id, http_status,
      seconds, raw
    )
    select id, ${studyId}::uuid, status, reason, usd, tokens, usage::jsonb, settings_refused::jsonb, model_snapshot,
      request_id, http_status, seconds, raw
    from unnest(
      ${finished.map(({ call }) => call.id)}::uuid[], ${replies.map((reply) => reply.status)}::text[],
      ${replies.map((reply) => reply.reason)}::text[],
      ${finished.map(({ call, cost }) => (cost ?? call.worst).usd)}::float8[],
      ${finished.map(({ call, cost }) => (cost ?? call.worst).tokens)}::bigint[],
      ${replies.map((reply) => JSON.stringify(reply.usage))}::text[],
      ${replies.map((reply) => JSON.stringify(reply.settingsRefused))}::text[],
      ${replies.map((reply) => reply.modelSnapshot?.replaceAll('\u0000', '\ufffd') ?? null)}::text[],
      ${replies.map((reply) => reply.requestId?.replaceAll('\u0000', '\ufffd') ?? null)}::text[],
      ${replies.map((reply) => reply.raw.httpStatus)}::smallint[], ${replies.map((reply) => reply.seconds)}::float8[],
      ${replies.map((reply) => packRaw(reply.raw))}::bytea[]
    ) as new (
      id, status, reason, usd, tokens, usage, settings_refused, model_snapshot, request_id, http_status, seconds, raw
    )
    on conflict (id) do nothing
    returning id`.execute(transaction)
  return new Set(rows.map(({ id }) => id))
}
