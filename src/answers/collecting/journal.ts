import type { ArmReply, ReplyReason } from '../../arms/arm.ts'
import type { Item } from '../../items/item.ts'
import type { SlotRecord } from './arm-slots.ts'
import type { Spending } from './budget.ts'

/** A call that is about to be made. It is on record before it is made. */
export interface BegunCall {
  readonly id: string
  /** Number of the arm in the collection. */
  readonly arm: number
  /** Place of the item in the collection. */
  readonly item: number
  readonly replicate: number
  /** Number of the attempt in this run, from 1. */
  readonly attempt: number
  /** What it can cost at most. */
  readonly worst: Spending
}

/** A call that came back. */
export interface FinishedCall {
  readonly call: BegunCall
  readonly reply: ArmReply
  /** Null where it is not known: then the worst case counts. */
  readonly cost: Spending | null
}

/** What earlier runs left. */
export interface JournalState {
  /** Records of slots that were touched before, by arm. */
  readonly slots: readonly (readonly SlotRecord[])[]
  readonly spent: Spending
  /** Calls that were in flight when a run ended; their worst case is part of `spent`. */
  readonly inDoubt: number
}

/** Which of the calls that were about to be made are on record and may be made now. */
export interface Admission {
  /** So many from the front of the list. The others are not on record. */
  readonly admitted: number
  /** Milliseconds after which the others may be asked for again. */
  readonly tryAfterMilliseconds: number
  /** Why the others will never be let through; null where they may be later. `lost`: they are somebody else's now. */
  readonly ends: 'budget' | 'lost' | ReplyReason | null
}

/** What a journal says that sets no limits of its own. */
export function allAdmitted(begun: readonly BegunCall[]): Admission {
  return { admitted: begun.length, tryAfterMilliseconds: 0, ends: null }
}

/** Somebody else has the right to these calls now. What came back is on record where it was not given up before. */
export class ClaimLost extends Error {
  constructor() {
    super('The claim to these calls was lost.')
    this.name = 'ClaimLost'
  }
}

/**
 * The record of all calls of a study. Of an intent and its outcome nothing is ever changed: an outcome is a
 * further row. One transaction holds all of a commit or nothing of it.
 */
export interface CallJournal {
  /** Reads what earlier runs left, and puts on record as in doubt the calls that never came back. */
  open(): Promise<JournalState>
  /** Puts on record the calls that came back, with the answers among them, and those about to be made. */
  commit(finished: readonly FinishedCall[], begun: readonly BegunCall[]): Promise<Admission>
  /** The items at these places of the collection. */
  items(places: readonly number[]): Promise<readonly Item[]>
}
