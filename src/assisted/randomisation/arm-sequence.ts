import { shuffled, upTo } from '../../review/assignment/shuffled.ts'
import type { AllocationSource } from './allocation.ts'
import { secretGenerator } from './secret-draws.ts'

/**
 * The arms of a participant's cases in a within-person design: a row of a Latin square, the one that begins with the arm that was
 * allocated. Every arm stands equally often in every place of a square, and equally often directly after every other arm (Williams,
 * Australian Journal of Scientific Research 1949; A2: 149-168); with an odd number of arms that takes two squares, one the
 * mirror of the other. Which arm is which row is drawn from the secret for every square anew.
 *
 * @param arms ids of all arms, in the order of the protocol.
 * @param first the arm that was allocated.
 * @param turn how many before this participant began with the same arm, from 0.
 * @param length number of cases; up to the number of arms, or a multiple of it.
 */
export function armSequence(
  arms: readonly string[],
  first: string,
  turn: number,
  length: number,
  source: AllocationSource,
): string[] {
  if (!arms.includes(first)) throw new RangeError(`there is no arm ${first}`)
  const count = arms.length
  const paired = count % 2 === 1
  const square = paired ? Math.floor(turn / 2) : turn
  const labels = shuffled(arms, secretGenerator(source.secret, source.list, 'square', square))
  const start = williamsRow(count)
  const row = paired && turn % 2 === 1 ? start.toReversed() : start
  const shift = labels.indexOf(first) - row[0]!
  return Array.from({ length }, (_, place) => labels[(row[place % count]! + shift + count) % count]!)
}

/** 0, 1, n - 1, 2, n - 2, ...: neighbours differ by every number from 1 to n - 1. */
function williamsRow(count: number): number[] {
  return upTo(count).map((place) => (place % 2 === 1 ? (place + 1) / 2 : (count - place / 2) % count))
}
