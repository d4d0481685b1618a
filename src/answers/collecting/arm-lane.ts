import type { Arm, ReplyReason, Usage } from '../../arms/arm.ts'
import { ArmSlots, type SlotRecord } from './arm-slots.ts'
import { type BackoffSettings, waitMilliseconds } from './backoff.ts'
import type { Spending } from './budget.ts'
import type { FinishedCall } from './journal.ts'
import { RateGate, type RateSettings } from './rate-gate.ts'

/** An arm with how it may be called and what its calls cost. */
export interface CollectedArm {
  readonly arm: Arm
  /** Calls in flight at most. */
  readonly concurrency: number
  readonly rate: RateSettings
  /** Whether the arm is asked the item at this place of the collection. Default: every item. */
  readonly asks?: (place: number) => boolean
  /** What a call cost by the tokens and searches that were counted. */
  readonly costOf: (usage: Usage) => Spending
  /** What a call costs at most. */
  readonly worstOf: (usage: {
    readonly inputTokens: number
    readonly outputTokens: number
    readonly searches: number
  }) => Spending
}

/** What is done about calls whose outcome nobody knows. */
export type InDoubtRule = 'once' | 'always' | 'never'

export interface LanePolicy {
  /** Attempts of a slot in one run, the first among them. */
  readonly attempts: number
  readonly inDoubt: InDoubtRule
  readonly backoff: BackoffSettings
}

/** Counts of one arm, for people who watch. */
export interface LaneCounts {
  readonly arm: string
  readonly slots: number
  readonly answered: number
  readonly refused: number
  /** Slots without an answer after their attempts. Another run tries them again. */
  readonly failed: number
  /** The last failure of each of them, counted by its reason. */
  readonly reasons: Readonly<Record<string, number>>
  /** Slots whose item must not leave this machine for this arm. */
  readonly withheld: number
  /** Slots left alone because an earlier call is in doubt. */
  readonly leftInDoubt: number
  readonly retries: number
  readonly inFlight: number
  readonly waiting: number
  /** Why no further call is made of this arm in this run; null while they are. */
  readonly halted: ReplyReason | null
}

/** Failures that every further call would meet too. */
export const haltingReasons: readonly (ReplyReason | null)[] = ['authentication', 'quota']

/** The calls of one arm: which slot is next, when, and what a reply means for it. */
export class ArmLane {
  readonly collected: CollectedArm
  readonly slots: ArmSlots
  readonly gate: RateGate
  readonly #policy: LanePolicy
  #answered = 0
  #refused = 0
  #failed = 0
  readonly #reasons = new Map<string, number>()
  #leftInDoubt = 0
  #withheld = 0
  #retries = 0
  #inFlight = 0
  #halted: ReplyReason | null = null
  #overBudget = false
  #lost = false

  constructor(
    collected: CollectedArm,
    { items, replicates }: { readonly items: number; readonly replicates: number },
    policy: LanePolicy,
    before: readonly SlotRecord[],
  ) {
    this.collected = collected
    this.slots = new ArmSlots(items * replicates)
    this.gate = new RateGate(collected.rate)
    this.#policy = policy
    for (const record of before) this.#resume(record)
    for (let place = 0; collected.asks !== undefined && place < items; place++) {
      if (collected.asks(place)) continue
      for (let replicate = 0; replicate < replicates; replicate++)
        this.slots.leaveOut(place * replicates + replicate)
    }
  }

  #resume({ slot, answered, inDoubt }: SlotRecord): void {
    if (answered) {
      this.slots.close(slot)
      this.#answered += 1
      return
    }
    const again = { never: inDoubt === 0, once: inDoubt <= 1, always: true }[this.#policy.inDoubt]
    if (again) return
    this.slots.close(slot)
    this.#leftInDoubt += 1
  }

  /** The next slot that may be called at `now`; null where none may. */
  take(now: number): number | null {
    if (this.#isEnded || this.#inFlight >= this.collected.concurrency) return null
    if (this.gate.waitFrom(now) > 0) return null
    const slot = this.slots.take(now)
    if (slot === null) return null
    this.#inFlight += 1
    this.gate.called(now)
    return slot
  }

  /** Makes no further call in this run, for a reason that others met. */
  end(reason: ReplyReason | 'budget' | 'lost'): void {
    if (reason === 'budget') this.#overBudget = true
    else if (reason === 'lost') this.#lost = true
    else this.#halted = reason
  }

  /** Whether its calls are somebody else's now. */
  get lost(): boolean {
    return this.#lost
  }

  /** Whether the ceiling that others share lets no call of this arm through any more. */
  get overBudget(): boolean {
    return this.#overBudget
  }

  /** Gives back a slot that the budget, or a limit that others share, does not allow now. */
  untake(slot: number): void {
    this.slots.untake(slot)
    this.#inFlight -= 1
  }

  /** Closes a slot whose item must not be put to this arm. */
  withhold(slot: number): void {
    this.#inFlight -= 1
    this.#withheld += 1
    this.slots.close(slot)
  }

  /** Takes in what came of a call. @param uniform between 0 and 1, for the jitter of a wait */
  finish(slot: number, { reply }: FinishedCall, now: number, uniform: number): void {
    this.#inFlight -= 1
    this.gate.follow(reply.limits, now)
    if (reply.status !== 'failed') {
      this.slots.close(slot)
      if (reply.status === 'answered') this.#answered += 1
      else this.#refused += 1
      return
    }
    if (haltingReasons.includes(reply.reason)) {
      this.#halted = reply.reason
      this.#giveUp(slot, reply.reason)
      return
    }
    const attempt = this.slots.attempts(slot)
    if (reply.retry === null || attempt >= this.#policy.attempts) {
      this.#giveUp(slot, reply.reason)
      return
    }
    const wait = waitMilliseconds(attempt, reply.retry.afterMilliseconds, uniform, this.#policy.backoff)
    // A rate limit is the arm's, not the slot's: nobody calls before it is over.
    if (reply.reason === 'rate-limited' && reply.retry.afterMilliseconds !== null) {
      this.gate.pause(now + reply.retry.afterMilliseconds)
    }
    this.#retries += 1
    this.slots.putOff(slot, now + wait)
  }

  #giveUp(slot: number, reason: ReplyReason | null): void {
    this.slots.close(slot)
    this.#failed += 1
    const name = reason ?? 'no-reason'
    this.#reasons.set(name, (this.#reasons.get(name) ?? 0) + 1)
  }

  /** Milliseconds until a call may be made; null where only a reply can bring one, or nothing is left to call. */
  waitFrom(now: number): number | null {
    if (this.#isEnded || this.#inFlight >= this.collected.concurrency) return null
    const due = this.slots.untouched ? now : this.slots.nextDue
    return due === null ? null : Math.max(due - now, this.gate.waitFrom(now))
  }

  get #isEnded(): boolean {
    return this.#halted !== null || this.#overBudget || this.#lost
  }

  get inFlight(): number {
    return this.#inFlight
  }

  counts(): LaneCounts {
    return {
      arm: this.collected.arm.id,
      slots: this.slots.total,
      answered: this.#answered,
      refused: this.#refused,
      failed: this.#failed,
      reasons: Object.fromEntries(this.#reasons),
      withheld: this.#withheld,
      leftInDoubt: this.#leftInDoubt,
      retries: this.#retries,
      inFlight: this.#inFlight,
      waiting: this.slots.waiting,
      halted: this.#halted,
    }
  }
}
