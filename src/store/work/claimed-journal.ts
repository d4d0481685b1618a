import { sql } from 'kysely'
import { z } from 'zod'
import { haltingReasons } from '../../answers/collecting/arm-lane.ts'
import type { SlotRecord } from '../../answers/collecting/arm-slots.ts'
import {
  type Admission,
  type BegunCall,
  type CallJournal,
  ClaimLost,
  type FinishedCall,
} from '../../answers/collecting/journal.ts'
import { admitCalls, type LimitState, settleCall } from '../../answers/collecting/shared-limits.ts'
import type { Item } from '../../items/item.ts'
import type { Database } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import { type Claim, heartbeatMilliseconds, type Queue } from '../queue/open-queue.ts'
import type { Store } from '../store.ts'
import { type CallLimits, lockLimits, storeLimits } from './call-limits.ts'
import { untilThere } from './until-there.ts'

/** Where the calls of a part are recorded: the tables of arms' calls, or those of judges'. */
export interface CallTables {
  /** Puts on record as in doubt what has no outcome of these calls. */
  lose(database: Database, calls: readonly string[]): Promise<void>
  /** Slots of the part that were touched before, by arm. */
  touched(database: Database): Promise<readonly (readonly SlotRecord[])[]>
  /** What has to be read before a commit, which is to be short. */
  prepare(finished: readonly FinishedCall[]): Promise<RecordCalls>
  items(places: readonly number[]): Promise<readonly Item[]>
}

/** Records within a transaction; an outcome that a call has already stays, and then its reply is no answer. */
export type RecordCalls = (
  database: Database,
  finished: readonly FinishedCall[],
  begun: readonly BegunCall[],
) => Promise<void>

/**
 * The journal of one part of a collection that other workers may take over. A call is let through only while the part is
 * ours and within the limits of all workers, and both are decided in the transaction that puts it on record.
 *
 * An answer is recorded also when the part is not ours any more, unless the call was put in doubt before: it was paid for.
 */
export function claimedJournal(
  store: Store,
  queue: Queue,
  claim: Claim,
  tables: CallTables,
  limits: CallLimits,
): CallJournal {
  return {
    open: () =>
      withProblems(() =>
        store.database.transaction().execute(async (transaction) => {
          // Limits before jobs, as every transaction here locks them.
          const before = await lockLimits(transaction, limits)
          await keep(queue, claim, transaction)
          const left = await sql`
            delete from call_in_flight where job_id = ${claim.job.id}::uuid
            returning call_id, worst_usd, worst_tokens`.execute(transaction)
          const lost = left.rows.map((row) => lostSchema.parse(row))
          const calls = lost.map(({ call_id }) => call_id)
          if (calls.length > 0) {
            await tables.lose(transaction, calls)
            await storeLimits(transaction, before.keys, before.limits.map(spending(lost)))
          }
          const slots = await tables.touched(transaction)
          // The ceiling is that of all workers: the limits know what is spent.
          return { slots, spent: { usd: 0, tokens: 0 }, inDoubt: calls.length }
        }),
      ),
    items: (places) => withProblems(() => tables.items(places)),
    commit: async (finished, begun) => {
      const record = await withProblems(() => tables.prepare(finished))
      const commit = { store, queue, claim, limits, record, finished, begun }
      return untilThere((again) => withProblems(() => commitOnce(commit, again)))
    },
  }
}

interface Commit {
  readonly store: Store
  readonly queue: Queue
  readonly claim: Claim
  readonly limits: CallLimits
  readonly record: RecordCalls
  readonly finished: readonly FinishedCall[]
  readonly begun: readonly BegunCall[]
}

/** @param again Whether an earlier attempt may have been committed without our being told. */
async function commitOnce(
  { store, queue, claim, limits, record, finished, begun }: Commit,
  again: boolean,
): Promise<Admission> {
  const sent = performance.now()
  const { admission, lost } = await store.database.transaction().execute(async (transaction) => {
    const { keys, limits: locked, now } = await settled(transaction, limits, finished)
    const stands = again ? await onRecord(transaction, begun) : 0
    if (stands > 0)
      return { admission: { ...nobody, admitted: stands, tryAfterMilliseconds: 1 }, lost: false }
    const held = begun.length === 0 || (await queue.touch([claim], transaction)).length === 1
    const next = held
      ? admitCalls(
          begun.map(({ worst }) => worst),
          locked,
          now,
        )
      : { admission: nobody, limits: locked }
    const calls = begun.slice(0, next.admission.admitted)
    await record(transaction, finished, calls)
    if (calls.length > 0) await takeOff(transaction, claim, limits, calls)
    await storeLimits(transaction, keys, next.limits)
    return { admission: next.admission, lost: !held }
  })
  // A process that was stopped here for long may have lost the part meanwhile: what it has on record is in doubt then.
  const late = performance.now() - sent > heartbeatMilliseconds
  const gone = lost || (late && (await queue.touch([claim])).length === 0)
  return gone ? { ...nobody, ends: 'lost' } : admission
}

/** Calls from the front of the list that an earlier attempt put on record. */
async function onRecord(database: Database, begun: readonly BegunCall[]): Promise<number> {
  const ids = begun.map(({ id }) => id)
  const { rows } = await sql`
    select from call_in_flight where call_id = any(${ids}::uuid[])`.execute(database)
  return rows.length
}

const lostSchema = z.object({
  call_id: z.string(),
  worst_usd: z.number().nullable(),
  worst_tokens: z.number(),
})

/** What calls in doubt can have cost counts as spent. */
function spending(lost: readonly z.infer<typeof lostSchema>[]): (limit: LimitState) => LimitState {
  const usd = lost.reduce((sum, call) => sum + (call.worst_usd ?? 0), 0)
  const tokens = lost.reduce((sum, call) => sum + call.worst_tokens, 0)
  return (limit) => ({
    ...limit,
    spent: { usd: (limit.spent.usd ?? 0) + usd, tokens: limit.spent.tokens + tokens },
  })
}

const nobody: Admission = { admitted: 0, tryAfterMilliseconds: 0, ends: null }

async function keep(queue: Queue, claim: Claim, database: Database): Promise<void> {
  if ((await queue.touch([claim], database)).length === 0) throw new ClaimLost()
}

/** Locks the limits, and lets the calls that came back leave them. */
async function settled(database: Database, limits: CallLimits, finished: readonly FinishedCall[]) {
  const before = await lockLimits(database, limits)
  if (finished.length === 0) return before
  const ids = finished.map(({ call }) => call.id)
  const left = await sql<{ readonly call_id: string }>`
    delete from call_in_flight where call_id = any(${ids}::uuid[]) returning call_id`.execute(database)
  const present = new Set(left.rows.map((row) => row.call_id))
  // A call that was put in doubt has left the limits already, with its worst case as spent.
  const back = finished.filter(({ call }) => present.has(call.id))
  const after = back.reduce(
    (states, { call, cost, reply }) =>
      states.map((state) =>
        withoutCall(call, settleCall({ worst: call.worst, cost, reply }, state, before.now)),
      ),
    before.limits,
  )
  const halting = back.find(({ reply }) => reply.status === 'failed' && haltingReasons.includes(reply.reason))
  const [lane, ...others] = after
  if (halting === undefined || lane === undefined) return { ...before, limits: after }
  return { ...before, limits: [{ ...lane, halted: halting.reply.reason }, ...others] }
}

function withoutCall({ worst }: BegunCall, state: LimitState): LimitState {
  return {
    ...state,
    inFlight: state.inFlight - 1,
    reserved: {
      usd: (state.reserved.usd ?? 0) - (worst.usd ?? 0),
      tokens: state.reserved.tokens - worst.tokens,
    },
  }
}

async function takeOff(
  database: Database,
  claim: Claim,
  { lane, provider, budget }: CallLimits,
  calls: readonly BegunCall[],
): Promise<void> {
  const origin = provider === null ? null : `provider ${provider}`
  await sql`
    insert into call_in_flight (call_id, job_id, lane, provider, budget, worst_usd, worst_tokens)
    select id, ${claim.job.id}::uuid, ${lane.key}, ${origin}, ${budget.key}, usd, tokens
    from unnest(
      ${calls.map(({ id }) => id)}::uuid[], ${calls.map(({ worst }) => worst.usd)}::float8[],
      ${calls.map(({ worst }) => worst.tokens)}::bigint[]
    ) as new (id, usd, tokens)`.execute(database)
}
