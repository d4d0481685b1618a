import { v7 } from 'uuid'
import type { ArmReply } from '../../arms/arm.ts'
import type { Item } from '../../items/item.ts'
import { logEvent } from '../../telemetry/log.ts'
import { answersCollected, queueChanged } from '../../telemetry/measures.ts'
import { ArmLane, type CollectedArm, type LaneCounts, type LanePolicy } from './arm-lane.ts'
import { Budget, type Ceiling, type Spending } from './budget.ts'
import { ItemCache } from './item-cache.ts'
import { type Admission, type BegunCall, type CallJournal, ClaimLost, type FinishedCall } from './journal.ts'

export interface CollectionRequest {
  readonly arms: readonly CollectedArm[]
  /** Number of items; they are read from the journal by their place. */
  readonly items: number
  /** Answers that every arm gives to an item. */
  readonly replicates: number
  readonly journal: CallJournal
  readonly policy: LanePolicy & { readonly timeoutMilliseconds: number; readonly ceiling: Ceiling }
  /** Whether an item must not be put to an arm, by its number, this time; nothing is withheld when left out. */
  readonly withheld?: (arm: number, item: Item, replicate: number) => boolean
  /** Between 0 and 1, for the jitter of waits. */
  readonly random: () => number
  /** Ends the run: no further call is made, and those in flight are waited for. */
  readonly signal?: AbortSignal
  /** Called after every commit. */
  readonly onProgress?: (progress: CollectionProgress) => void
}

export interface CollectionProgress {
  readonly arms: readonly LaneCounts[]
  readonly spent: { readonly usd: number; readonly tokens: number }
}

export interface CollectionOutcome extends CollectionProgress {
  /** `complete`: every slot that can be called was. `budget`: the next call could break the ceiling. */
  readonly stopped: 'complete' | 'budget' | 'interrupted'
  /** Calls of earlier runs that never came back; their worst case is part of `spent`. */
  readonly inDoubt: number
}

/** Calls that came back and were not yet put on record. */
interface Inbox {
  readonly finished: FinishedCall[]
  /** A fault of ours while calling; the run cannot go on. */
  fault: { readonly error: unknown } | null
  wake: () => void
}

/**
 * Collects answers: every arm, item and replicate that has none yet is called once, and again where that may help.
 *
 * An intent is committed before each call, and its outcome before the place in flight is used again; both go
 * into one transaction with whatever else came back meanwhile, so that durability costs one commit a round and not two
 * a call. Whatever kills this process, a call is on record before it is paid for.
 *
 * @throws ClaimLost where the calls became somebody else's meanwhile.
 */
export async function collect(request: CollectionRequest): Promise<CollectionOutcome> {
  const before = await request.journal.open()
  const { policy, replicates } = request
  const lanes = request.arms.map((arm, index) => new ArmLane(arm, request, policy, before.slots[index] ?? []))
  const budget = new Budget(policy.ceiling, before.spent)
  const cache = new ItemCache(request.items, (places) => request.journal.items(places))
  const inbox: Inbox = { finished: [], fault: null, wake: () => {} }
  const progress = (): CollectionProgress => ({
    arms: lanes.map((lane) => lane.counts()),
    spent: budget.spent,
  })
  let blocked: ReadonlySet<ArmLane> = new Set()
  let waiting = 0
  for (;;) {
    if (inbox.fault !== null) throw inbox.fault.error
    const finished = inbox.finished.splice(0)
    // Not the time of day: somebody may set the clock while calls are in flight.
    const now = performance.now()
    for (const entry of finished) {
      budget.settle(entry.call.worst, entry.cost)
      lanes[entry.call.arm]?.finish(slotOf(entry.call, replicates), entry, now, request.random())
    }
    const stopping = request.signal?.aborted === true
    const most = Math.max(mostBegunAtOnce, finished.length)
    const chosen = stopping ? nothingChosen : await chooseCalls(request, lanes, budget, cache, now, most)
    if (!stopping) blocked = chosen.blocked
    if (finished.length > 0 || chosen.calls.length > 0) {
      const admission = await request.journal.commit(
        finished,
        chosen.calls.map(({ call }) => call),
      )
      tellCollected(finished)
      const left = lanes.reduce((sum, lane) => sum + lane.counts().waiting, 0)
      queueChanged(left - waiting)
      waiting = left
      for (const { call, item } of chosen.calls.slice(0, admission.admitted)) {
        void makeCall(request, call, item, inbox)
      }
      for (const { call } of chosen.calls.slice(admission.admitted)) {
        const lane = lanes[call.arm]
        lane?.untake(slotOf(call, replicates))
        budget.release(call.worst)
        if (lane !== undefined) holdBack(lane, admission, now)
      }
      request.onProgress?.(progress())
      continue
    }
    const inFlight = lanes.reduce((sum, lane) => sum + lane.inFlight, 0)
    const free = stopping ? [] : lanes.filter((lane) => !blocked.has(lane))
    const wait = shortest(free.map((lane) => lane.waitFrom(now)))
    if (inFlight === 0 && wait === null) break
    await wakened(inbox, wait, request.signal)
  }
  // What was in flight is waited for and recorded all the same: it was paid for.
  if (lanes.some((lane) => lane.lost)) throw new ClaimLost()
  const overBudget = blocked.size > 0 || lanes.some((lane) => lane.overBudget)
  const stopped = request.signal?.aborted === true ? 'interrupted' : overBudget ? 'budget' : 'complete'
  return { ...progress(), stopped, inDoubt: before.inDoubt }
}

/** What a limit that others share means for an arm. */
function holdBack(lane: ArmLane, { ends, tryAfterMilliseconds }: Admission, now: number): void {
  if (ends === null) lane.gate.pause(now + tryAfterMilliseconds)
  else lane.end(ends)
}

/** What is on record now, for whoever watches from outside: how many of each kind. */
function tellCollected(finished: Inbox['finished']): void {
  if (finished.length === 0) return
  const n = { answered: 0, refused: 0, failed: 0 }
  for (const { reply } of finished) n[reply.status] += 1
  for (const status of ['answered', 'refused', 'failed'] as const) answersCollected(status, n[status])
  logEvent({ event: 'answers.collected', ...n })
}

interface ChosenCalls {
  readonly calls: readonly { readonly call: BegunCall; readonly item: Item }[]
  /** Lanes whose next call could break the ceiling. */
  readonly blocked: ReadonlySet<ArmLane>
}

const nothingChosen: ChosenCalls = { calls: [], blocked: new Set() }

/**
 * Calls that begin together also come back together, and then wait for each other. So the first ones begin a few at a
 * time: they spread over the latency of the arm, and stay spread. Later as many begin as came back.
 */
const mostBegunAtOnce = 24

/** Calls that may be made now, by concurrency, rate, waits and budget: of each arm in turn, up to a few. */
async function chooseCalls(
  request: CollectionRequest,
  lanes: readonly ArmLane[],
  budget: Budget,
  cache: ItemCache,
  now: number,
  most: number,
): Promise<ChosenCalls> {
  const { replicates } = request
  const candidates: { readonly lane: ArmLane; readonly arm: number; readonly slot: number }[] = []
  // Every arm has its turn, so that one whose next call is too dear never hides another.
  for (let more = true; more && candidates.length < most; ) {
    more = false
    for (const [arm, lane] of lanes.entries()) {
      const slot = lane.take(now)
      if (slot === null) continue
      candidates.push({ lane, arm, slot })
      more = true
    }
  }
  if (candidates.length === 0) return nothingChosen
  const items = await cache.at(candidates.map(({ slot }) => Math.floor(slot / replicates)))
  const blocked = new Set<ArmLane>()
  const calls: { readonly call: BegunCall; readonly item: Item }[] = []
  for (const [index, { lane, arm, slot }] of candidates.entries()) {
    const item = items[index]
    if (item === undefined) throw new RangeError(`There is no item for slot ${slot}.`)
    if (request.withheld?.(arm, item, slot % replicates) === true) {
      lane.withhold(slot)
      continue
    }
    const worst = lane.collected.worstOf(lane.collected.arm.worstCase(item))
    if (blocked.has(lane) || !budget.reserve(worst)) {
      blocked.add(lane)
      lane.untake(slot)
      continue
    }
    const place = Math.floor(slot / replicates)
    const attempt = lane.slots.attempts(slot)
    calls.push({ call: { id: v7(), arm, item: place, replicate: slot % replicates, attempt, worst }, item })
  }
  return { calls, blocked }
}

async function makeCall(
  request: CollectionRequest,
  call: BegunCall,
  item: Item,
  inbox: Inbox,
): Promise<void> {
  try {
    const collected = request.arms[call.arm]
    if (collected === undefined) throw new RangeError(`There is no arm ${call.arm}.`)
    const signal = AbortSignal.timeout(request.policy.timeoutMilliseconds)
    const reply = await collected.arm.answer({ item, replicate: call.replicate, signal })
    inbox.finished.push({ call, reply, cost: costOfReply(collected, reply) })
  } catch (error) {
    inbox.fault = { error }
  }
  inbox.wake()
}

/** A call that the provider turned away costs nothing; one whose cost nobody told counts as its worst case. */
function costOfReply(collected: CollectedArm, reply: ArmReply): Spending | null {
  const { httpStatus } = reply.raw
  if (reply.status === 'failed' && httpStatus !== null && httpStatus >= 400) return { usd: 0, tokens: 0 }
  const { inputTokens, outputTokens } = reply.usage
  if (collected.arm.abilities.paid && (inputTokens === null || outputTokens === null)) return null
  return collected.costOf(reply.usage)
}

function slotOf(call: BegunCall, replicates: number): number {
  return call.item * replicates + call.replicate
}

function shortest(waits: readonly (number | null)[]): number | null {
  let least: number | null = null
  for (const wait of waits) if (wait !== null && (least === null || wait < least)) least = wait
  return least
}

/** Waits until a call comes back, the time is over, or the run is to end. */
function wakened(inbox: Inbox, milliseconds: number | null, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = milliseconds === null ? null : setTimeout(done, Math.max(1, milliseconds))
    function done() {
      if (timer !== null) clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      inbox.wake = () => {}
      resolve()
    }
    inbox.wake = done
    // Once ending, only replies are waited for.
    if (signal?.aborted !== true) signal?.addEventListener('abort', done)
    if (inbox.finished.length > 0 || inbox.fault !== null) done()
  })
}
