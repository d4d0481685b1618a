import type { ArmReply, ReplyReason } from '../../arms/arm.ts'
import type { Ceiling, Spending } from './budget.ts'
import type { Admission } from './journal.ts'

/** What may be called at most; null for no limit. */
export interface LimitTerms {
  /** Calls in flight. */
  readonly calls: number | null
  readonly callsPerMinute: number | null
  readonly tokensPerMinute: number | null
  readonly ceiling: Ceiling
}

/**
 * What several workers know together of one limit: of an arm, of a provider, or of a budget. Times are milliseconds on the
 * clock of the database, which all of them share.
 */
export interface LimitState {
  readonly terms: LimitTerms
  readonly nextCallAt: number
  readonly nextTokenAt: number
  readonly pausedUntil: number
  readonly halted: ReplyReason | null
  readonly spent: Spending
  /** Calls of anybody that have not come back, and what they can cost at most. */
  readonly inFlight: number
  readonly reserved: Spending
}

/** Calls of others end in their time; a look this often is enough. */
const lookAgainMilliseconds = 200
const roundingUsd = 1e-9

/**
 * Lets as many calls through, from the front of the list, as every limit allows. Calls and tokens a minute are spaced
 * evenly, so that no minute holds more than the limit; a call counts its worst case in tokens until it is back.
 *
 * @param worst What each call can cost at most.
 * @param limits All limits that hold for every one of these calls.
 * @returns What is let through, and the limits as they are then.
 */
export function admitCalls(
  worst: readonly Spending[],
  limits: readonly LimitState[],
  now: number,
): { readonly admission: Admission; readonly limits: readonly LimitState[] } {
  let present = limits
  let admitted = 0
  for (const call of worst) {
    const refusals = present.flatMap((limit) => refusalOf(call, limit, now) ?? [])
    if (refusals.length > 0) {
      return { admission: { admitted, ...strongest(refusals) }, limits: present }
    }
    present = present.map((limit) => withCall(call, limit, now))
    admitted += 1
  }
  return { admission: { admitted, tryAfterMilliseconds: 0, ends: null }, limits: present }
}

type Refusal = Omit<Admission, 'admitted'>

function strongest(refusals: readonly Refusal[]): Refusal {
  const final = refusals.find(({ ends }) => ends !== null)
  const tryAfterMilliseconds = Math.max(...refusals.map((refusal) => refusal.tryAfterMilliseconds))
  return final ?? { tryAfterMilliseconds, ends: null }
}

function refusalOf(call: Spending, limit: LimitState, now: number): Refusal | null {
  const { terms, inFlight, halted } = limit
  if (halted !== null) return { tryAfterMilliseconds: 0, ends: halted }
  const over = overCeiling(call, limit)
  if (over === 'for good') return { tryAfterMilliseconds: 0, ends: 'budget' }
  const full = terms.calls !== null && inFlight >= terms.calls
  const waits = [
    limit.pausedUntil - now,
    ...(terms.callsPerMinute === null ? [] : [limit.nextCallAt - now]),
    ...(terms.tokensPerMinute === null ? [] : [limit.nextTokenAt - now]),
    ...(full || over === 'for now' ? [lookAgainMilliseconds] : []),
  ]
  const wait = Math.max(...waits)
  return wait > 0 ? { tryAfterMilliseconds: Math.ceil(wait), ends: null } : null
}

/** `for now` where calls in flight may turn out cheaper than their worst case and leave room. */
function overCeiling(call: Spending, { terms, spent, reserved }: LimitState): 'for good' | 'for now' | null {
  const { usd, tokens } = terms.ceiling
  const sums = [
    usd === null
      ? null
      : { spent: (spent.usd ?? 0) + (call.usd ?? 0), held: reserved.usd ?? 0, most: usd + roundingUsd },
    tokens === null ? null : { spent: spent.tokens + call.tokens, held: reserved.tokens, most: tokens },
  ].filter((sum) => sum !== null)
  if (sums.some((sum) => sum.spent > sum.most)) return 'for good'
  return sums.some((sum) => sum.spent + sum.held > sum.most) ? 'for now' : null
}

function withCall(call: Spending, limit: LimitState, now: number): LimitState {
  const { terms, reserved } = limit
  const { callsPerMinute, tokensPerMinute } = terms
  return {
    ...limit,
    inFlight: limit.inFlight + 1,
    reserved: { usd: (reserved.usd ?? 0) + (call.usd ?? 0), tokens: reserved.tokens + call.tokens },
    nextCallAt:
      callsPerMinute === null ? limit.nextCallAt : Math.max(limit.nextCallAt, now) + 60_000 / callsPerMinute,
    nextTokenAt:
      tokensPerMinute === null
        ? limit.nextTokenAt
        : Math.max(limit.nextTokenAt, now) + (60_000 * call.tokens) / tokensPerMinute,
  }
}

/** A call that came back: its cost takes the place of its worst case. */
export function settleCall(
  {
    worst,
    cost,
    reply,
  }: { readonly worst: Spending; readonly cost: Spending | null; readonly reply: ArmReply },
  limit: LimitState,
  now: number,
): LimitState {
  const { terms, spent } = limit
  const unused = worst.tokens - (cost?.tokens ?? worst.tokens)
  const pause = pauseAskedFor(reply)
  return {
    ...limit,
    spent: {
      usd: (spent.usd ?? 0) + (cost?.usd ?? worst.usd ?? 0),
      tokens: spent.tokens + (cost?.tokens ?? worst.tokens),
    },
    nextTokenAt:
      terms.tokensPerMinute === null
        ? limit.nextTokenAt
        : limit.nextTokenAt - (60_000 * unused) / terms.tokensPerMinute,
    pausedUntil: pause === null ? limit.pausedUntil : Math.max(limit.pausedUntil, now + pause),
  }
}

/** Milliseconds for which nobody is to call, by what a reply and its headers say; null where they ask for nothing. */
export function pauseAskedFor({ reason, retry, limits }: ArmReply): number | null {
  const asked = [
    reason === 'rate-limited' ? (retry?.afterMilliseconds ?? null) : null,
    limits !== null && (limits.requestsRemaining === 0 || limits.tokensRemaining === 0)
      ? limits.resetAfterMilliseconds
      : null,
  ].filter((value) => value !== null)
  return asked.length === 0 ? null : Math.max(...asked)
}
