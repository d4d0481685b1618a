import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import { Budget, type Spending } from '../../answers/collecting/budget.ts'
import type { PlannedChat } from '../../protocol/assisted/assisted-plan.ts'
import type { Tables } from '../database.ts'
import { plus, type Spent, spentByPerson } from './chat-budget.ts'
import { secondsToLive } from './chat-journal.ts'

/** A message that is about to be put to an arm. */
export interface NewMessage {
  readonly person: string
  readonly encounter: string
  /** Drawn by the page. */
  readonly key: string
  readonly characters: number
  /** Null where the consent does not name the conversation. */
  readonly words: string | null
  /** Whether the consent names them. */
  readonly timings: boolean
  /** What the call can cost at most. */
  readonly worst: Spending
  /** Asks again for the answer to a message that is on record and has none. */
  readonly again: boolean
}

/** Why a message is not put to the arm. */
export type NotBegun =
  | 'ended'
  | 'waiting'
  | 'no-messages-left'
  | 'not-failed'
  | 'no-attempts-left'
  | 'budget'
  | 'budget-of-participant'

export type BegunCall =
  | {
      readonly state: 'begun'
      readonly call: string
      readonly message: string
      /** Of the message in its conversation, from 1. */
      readonly number: number
    }
  /** The message is on record, and nothing was begun. */
  | { readonly state: 'known'; readonly number: number }
  | { readonly state: 'refused'; readonly because: NotBegun }

/** A message is put to the arm so many times at most. */
export const mostAttempts = 2

const encounterSchema = z.object({
  id: z.string(),
  /** Whether it is open to the participant. */
  open: z.boolean(),
  messages: z.array(
    z.object({
      id: z.string(),
      number: z.int(),
      key: z.string(),
      attempts: z.int(),
      call: z.string(),
      status: z.enum(['answered', 'refused', 'failed', 'in-doubt', 'waiting', 'lost']),
    }),
  ),
})
type Known = z.infer<typeof encounterSchema>

interface Trial {
  readonly study: { readonly id: string }
  readonly chat: PlannedChat
  readonly process: string
}

/** Lets calls through that keep within every ceiling at their worst, and puts them on record. */
export async function beginCalls(
  transaction: Transaction<Tables>,
  { study, chat, process }: Trial,
  messages: readonly NewMessage[],
  before: Spent,
): Promise<{ readonly calls: readonly BegunCall[]; readonly spent: Spent }> {
  if (messages.length === 0) return { calls: [], spent: before }
  const known = await readKnown(transaction, messages)
  const own = isCeiling(chat.budgetPerParticipant)
    ? await spentByPerson(
        transaction,
        messages.map(({ person }) => person),
      )
    : new Map<string, Spent>()
  const budget = new Budget(chat.budget, before)
  const budgets = new Map<string, Budget>()
  const taken = new Set<string>()
  const chosen = messages.map((message): Chosen => {
    // Two messages of one conversation at the same moment: the second waits for the answer to the first.
    const state = taken.has(message.encounter)
      ? refused('waiting')
      : wanted(message, known.get(message.encounter) ?? null, chat)
    if (state.state !== 'begin') return state
    const ofPerson =
      budgets.get(message.person) ??
      new Budget(chat.budgetPerParticipant, own.get(message.person) ?? { usd: 0, tokens: 0 })
    budgets.set(message.person, ofPerson)
    if (!ofPerson.reserve(message.worst)) return refused('budget-of-participant')
    if (!budget.reserve(message.worst)) {
      ofPerson.release(message.worst)
      return refused('budget')
    }
    taken.add(message.encounter)
    return state
  })
  await write(transaction, study, process, messages, chosen)
  const spent = messages.reduce(
    (sum, { worst }, at) => (chosen[at]?.state === 'begin' ? plus(sum, worst) : sum),
    before,
  )
  return {
    calls: chosen.map((one) =>
      one.state === 'begin'
        ? { state: 'begun', call: one.call, message: one.message, number: one.number }
        : one,
    ),
    spent,
  }
}

interface Begin {
  readonly state: 'begin'
  readonly call: string
  readonly message: string
  readonly number: number
  readonly attempt: number
  readonly isNew: boolean
  /** A call of the message that nobody will hear of any more; null: none. */
  readonly lost: string | null
}
type Chosen = Begin | Exclude<BegunCall, { state: 'begun' }>

function refused(because: NotBegun): Chosen {
  return { state: 'refused', because }
}

function wanted({ key, again }: NewMessage, known: Known | null, chat: PlannedChat): Chosen {
  if (known === null) return refused('ended')
  const same = known.messages.find((message) => message.key === key)
  if (same !== undefined && !again) return { state: 'known', number: same.number }
  if (!known.open) return refused('ended')
  if (known.messages.some(({ status }) => status === 'waiting')) return refused('waiting')
  const call = randomUUID()
  if (again) {
    if (same === undefined || same.status === 'answered' || same.status === 'refused')
      return refused('not-failed')
    if (same.attempts >= mostAttempts) return refused('no-attempts-left')
    const lost = same.status === 'lost' ? same.call : null
    const { id: message, number, attempts } = same
    return { state: 'begin', call, message, number, attempt: attempts + 1, isNew: false, lost }
  }
  const number = known.messages.length + 1
  if (number > chat.maxTurns) return refused('no-messages-left')
  return { state: 'begin', call, message: randomUUID(), number, attempt: 1, isNew: true, lost: null }
}

function isCeiling({ usd, tokens }: PlannedChat['budget']): boolean {
  return usd !== null || tokens !== null
}

async function readKnown(
  transaction: Transaction<Tables>,
  messages: readonly NewMessage[],
): Promise<ReadonlyMap<string, Known>> {
  const encounters = messages.map(({ encounter }) => encounter)
  const { rows } = await sql`
    select encounter.id,
      not exists (select from trial_decision where encounter_id = encounter.id)
        and not exists (select from withdrawal where withdrawal.person_id = encounter.person_id)
        and not exists (select from trial_closing where trial_closing.study_id = encounter.study_id) as open,
      (
        select coalesce(json_agg(json_build_object(
          'id', chat_message.id, 'number', chat_message.number, 'key', chat_message.key,
          'attempts', last.attempt, 'call', last.id,
          'status', coalesce(
            chat_outcome.status,
            case when chat_in_flight.due_at > clock_timestamp() then 'waiting' else 'lost' end
          )
        ) order by chat_message.number), '[]')
        from chat_message
        cross join lateral (
          select id, attempt from chat_call where message_id = chat_message.id order by attempt desc limit 1
        ) as last
        left join chat_outcome on chat_outcome.id = last.id
        left join chat_in_flight on chat_in_flight.call_id = last.id
        where chat_message.encounter_id = encounter.id
      ) as messages
    from encounter
    join unnest(${encounters}::uuid[], ${messages.map(({ person }) => person)}::uuid[]) as asked (id, person_id)
      on asked.id = encounter.id and asked.person_id = encounter.person_id`.execute(transaction)
  return new Map(rows.map((row) => encounterSchema.parse(row)).map((one) => [one.id, one]))
}

async function write(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  process: string,
  messages: readonly NewMessage[],
  chosen: readonly Chosen[],
): Promise<void> {
  const begun = messages.flatMap((message, at) => {
    const choice = chosen[at]
    return choice?.state === 'begin' ? [{ ...message, ...choice }] : []
  })
  if (begun.length === 0) return
  const fresh = begun.filter(({ isNew }) => isNew)
  if (fresh.length > 0) {
    await transaction
      .insertInto('chat_message')
      .values(
        fresh.map((one) => ({
          id: one.message,
          study_id: study.id,
          encounter_id: one.encounter,
          number: one.number,
          key: one.key,
          characters: one.characters,
          sent_at: one.timings ? sql<string>`clock_timestamp()` : null,
        })),
      )
      .execute()
  }
  const words = fresh.flatMap((one) =>
    one.words === null
      ? []
      : [
          {
            study_id: study.id,
            message_id: one.message,
            role: 'participant' as const,
            person_id: one.person,
            words: one.words,
          },
        ],
  )
  if (words.length > 0) await transaction.insertInto('chat_words').values(words).execute()
  const lost = begun.flatMap((one) => (one.lost === null ? [] : [one.lost]))
  if (lost.length > 0) await giveUp(transaction, study, lost)
  await transaction
    .insertInto('chat_call')
    .values(
      begun.map((one) => ({
        id: one.call,
        study_id: study.id,
        person_id: one.person,
        message_id: one.message,
        attempt: one.attempt,
        worst_usd: one.worst.usd,
        worst_tokens: one.worst.tokens,
      })),
    )
    .execute()
  await sql`
    insert into chat_in_flight (call_id, study_id, process_id, due_at)
    select call_id, ${study.id}::uuid, ${process}::uuid,
      clock_timestamp() + make_interval(secs => ${secondsToLive})
    from unnest(${begun.map(({ call }) => call)}::uuid[]) as begun (call_id)`.execute(transaction)
}

/** Calls that nobody will hear of: their worst case counts for good. */
async function giveUp(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  calls: readonly string[],
): Promise<void> {
  await sql`
    insert into chat_outcome (id, study_id, status)
    select id, ${study.id}::uuid, 'in-doubt' from unnest(${[...calls]}::uuid[]) as lost (id)`.execute(
    transaction,
  )
  await leaveFlight(transaction, calls)
}

/** The calls are not out any more. */
export async function leaveFlight(transaction: Transaction<Tables>, calls: readonly string[]): Promise<void> {
  await sql`delete from chat_in_flight where call_id = any (${[...calls]}::uuid[])`.execute(transaction)
}
