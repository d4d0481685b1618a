import type { JudgeFailure } from '../judge.ts'
import type { ReadReply } from '../judge-reply.ts'
import type { PlaceChoice } from './read-preference.ts'

/** A judge's two replies on a pair: with arm A's answer first, and with arm B's first. */
export interface BothOrders {
  readonly aFirst: ReadReply<PlaceChoice>
  readonly bFirst: ReadReply<PlaceChoice>
}

/**
 * How the two orders agree. `same`: the same arm, or a tie, in both. `flipped`: the same place in both, so that the
 * arms swap. `half`: an arm in one order, a tie in the other.
 */
export type OrderAgreement = 'same' | 'flipped' | 'half'

export type PairOutcome =
  | {
      /** 1: arm A, -1: arm B, 0: tie. */
      readonly value: 1 | 0 | -1
      readonly orders: OrderAgreement
    }
  | { readonly failure: JudgeFailure }

/**
 * An arm is preferred only where it is preferred in both orders. A judge that flips, or sees a difference in one order
 * only, has not told the two apart: a tie. A failure in either order is a failure of the pair.
 */
export function joinOrders({ aFirst, bFirst }: BothOrders): PairOutcome {
  if ('failure' in aFirst) return aFirst
  if ('failure' in bFirst) return bFirst
  const given = armValue(aFirst.verdict)
  const swapped = flip(armValue(bFirst.verdict))
  if (given === swapped) return { value: given, orders: 'same' }
  return { value: 0, orders: given === 0 || swapped === 0 ? 'half' : 'flipped' }
}

export interface OrderConsistency {
  /** Pairs with a verdict in both orders. */
  readonly pairs: number
  readonly same: number
  readonly flipped: number
  readonly half: number
  /** Pairs with a failure in at least one order. */
  readonly failed: number
  /** Share of pairs that are the same in both orders; null without pairs. */
  readonly consistency: number | null
  /** What `pref.position_bias` takes: decisive choices by place over both orders, and the choices of every pair. */
  readonly firstWins: number
  readonly secondWins: number
  readonly swapped: readonly (readonly [PlaceChoice, PlaceChoice])[]
}

/** How far a judge goes by the place of an answer, over many pairs. */
export function orderConsistency(judged: readonly BothOrders[]): OrderConsistency {
  const swapped: (readonly [PlaceChoice, PlaceChoice])[] = []
  const counts = { same: 0, flipped: 0, half: 0, failed: 0 }
  for (const pair of judged) {
    const outcome = joinOrders(pair)
    if ('failure' in pair.aFirst || 'failure' in pair.bFirst || 'failure' in outcome) counts.failed += 1
    else {
      counts[outcome.orders] += 1
      swapped.push([pair.aFirst.verdict, pair.bFirst.verdict])
    }
  }
  const places = swapped.flat()
  return {
    pairs: swapped.length,
    ...counts,
    consistency: swapped.length === 0 ? null : counts.same / swapped.length,
    firstWins: places.filter((place) => place === 'first').length,
    secondWins: places.filter((place) => place === 'second').length,
    swapped,
  }
}

function armValue(choice: PlaceChoice): 1 | 0 | -1 {
  if (choice === 'tie') return 0
  return choice === 'first' ? 1 : -1
}

function flip(value: 1 | 0 | -1): 1 | 0 | -1 {
  if (value === 0) return 0
  return value === 1 ? -1 : 1
}
