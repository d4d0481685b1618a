import { createHash } from 'node:crypto'

/** What a stand-in does instead of answering well. */
export const faults = [
  'rate-limited',
  'rate-limited-bare',
  'quota',
  'server-error',
  'bad-gateway',
  'overloaded',
  'reset',
  'drip',
  'invalid-json',
  'wrong-content-type',
  'refusal',
  'content-filter',
  'empty',
  'truncated',
  'duplicate-id',
  'hang',
  'error-in-stream',
  'cut-off-stream',
  'unauthorised',
] as const

export type Fault = (typeof faults)[number]

/** Faults after which another call may give a good answer. */
export const passingFaults: readonly Fault[] = [
  'rate-limited',
  'rate-limited-bare',
  'server-error',
  'bad-gateway',
  'overloaded',
  'reset',
  'invalid-json',
  'wrong-content-type',
]

/** Decides for the n-th request (from 0) about an item; null: answer well. */
export type FaultPlan = (item: string, attempt: number) => Fault | null

/** The same fault for every request. */
export const always =
  (fault: Fault): FaultPlan =>
  () =>
    fault

/** A fault for the first requests about each item, then none. */
export const firstly =
  (...list: readonly (Fault | null)[]): FaultPlan =>
  (_, attempt) =>
    list[attempt] ?? null

/**
 * Faults at random, decided by the seed, the item and the number of the attempt: the order in which requests
 * arrive does not enter, so a run with many workers meets the same faults as one with few.
 */
export function randomFaults(seed: number, share: number, kinds: readonly Fault[]): FaultPlan {
  return (item, attempt) => {
    const bytes = createHash('sha256').update(`${seed} ${attempt} ${item}`).digest()
    if (bytes.readUInt32BE(0) / 2 ** 32 >= share) return null
    return kinds[bytes.readUInt32BE(4) % kinds.length] ?? null
  }
}
