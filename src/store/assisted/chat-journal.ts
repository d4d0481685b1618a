import { sql, type Transaction } from 'kysely'
import type { Spending } from '../../answers/collecting/budget.ts'
import type { Usage } from '../../arms/arm.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import type { Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { type BegunCall, beginCalls, type NewMessage } from './begin-calls.ts'
import { lockSpent, writeSpent } from './chat-budget.ts'
import { finishCalls } from './finish-calls.ts'
import { gathered } from './gathered.ts'

/** A call that came back. */
export interface FinishedCall {
  readonly call: string
  readonly message: string
  readonly person: string
  readonly worst: Spending
  readonly status: 'answered' | 'refused' | 'failed'
  readonly reason: string | null
  /** Null where it is not known: then the worst case counts. */
  readonly cost: Spending | null
  readonly usage: Usage
  readonly modelSnapshot: string | null
  readonly httpStatus: number | null
  /** Null where the consent does not name timings. */
  readonly seconds: number | null
  /** Null where nothing was said, or the consent does not name the conversation. */
  readonly words: string | null
}

/** The record of the conversations of a trial: a message is on record with its reservation before the arm is called. */
export interface ChatJournal {
  begin(message: NewMessage): Promise<BegunCall>
  /** False where somebody took the call to be lost before: what came of it is not on record then. */
  finish(call: FinishedCall): Promise<boolean>
  /** Says that whoever makes the calls lives still. */
  beat(): Promise<void>
}

/** Seconds after which a process that said nothing is taken to be gone, and its calls in doubt. */
export const secondsToLive = 20

type Step =
  | { readonly kind: 'begin'; readonly message: NewMessage }
  | { readonly kind: 'finish'; readonly call: FinishedCall }
type Done = BegunCall | boolean

/**
 * @param process Random id of this process; no two have the same.
 */
export function openChatJournal(
  store: Store,
  study: { readonly id: string },
  { chat }: Pick<AssistedPlan, 'chat'>,
  process: string,
): ChatJournal {
  const run = (steps: readonly Step[]) =>
    withProblems(() =>
      store.database
        .transaction()
        .execute((transaction) => runSteps(transaction, { study, chat, process }, steps)),
    )
  const add = gathered<Step, Done>(run)
  return {
    begin: async (message) => {
      const done = await add({ kind: 'begin', message })
      if (typeof done === 'boolean') throw new TypeError('A message that begins has a state.')
      return done
    },
    finish: async (call) => (await add({ kind: 'finish', call })) === true,
    beat: () =>
      withProblems(async () => {
        await sql`
          update chat_in_flight set due_at = clock_timestamp() + make_interval(secs => ${secondsToLive})
          where process_id = ${process}::uuid`.execute(store.database)
      }),
  }
}

async function runSteps(
  transaction: Transaction<Tables>,
  trial: {
    readonly study: { readonly id: string }
    readonly chat: AssistedPlan['chat']
    readonly process: string
  },
  steps: readonly Step[],
): Promise<readonly Done[]> {
  const { study } = trial
  const before = await lockSpent(transaction, study)
  // What came back first: it frees what was reserved for it.
  const finished = steps.flatMap((step) => (step.kind === 'finish' ? [step.call] : []))
  const ended = await finishCalls(transaction, study, finished, before)
  const messages = steps.flatMap((step) => (step.kind === 'begin' ? [step.message] : []))
  const begun = await beginCalls(transaction, trial, messages, ended.spent)
  await writeSpent(transaction, study, begun.spent)
  let nextBegun = 0
  let nextEnded = 0
  return steps.map((step): Done => {
    if (step.kind === 'finish') return ended.recorded[nextEnded++] ?? false
    const result = begun.calls[nextBegun++]
    if (result === undefined) throw new RangeError('Every message has a result.')
    return result
  })
}
