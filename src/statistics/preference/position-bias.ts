import type { Interval } from '../interval.ts'
import { proportionInterval } from '../proportion/proportion-interval.ts'
import { signTest } from './sign-test.ts'

/** A choice by slot, not by system. */
export type SlotChoice = 'first' | 'second' | 'tie'

export interface PositionBiasInput {
  /** Decisive choices for the first slot. */
  readonly firstWins: number
  readonly secondWins: number
  /** Pairs shown in both orders: the slot chosen in the first and in the swapped order. */
  readonly swapped?: readonly (readonly [SlotChoice, SlotChoice])[]
  /** Level of the interval; 0.95 when left out. */
  readonly level?: number
}

export interface PositionBias {
  readonly decisive: number
  /** Share of decisive choices for the first slot; null without any. */
  readonly firstShare: number | null
  /** Wilson's interval of that share. */
  readonly ci: Interval | null
  /** Exact p against one half. */
  readonly p: number
  /** Null when no pair was shown in both orders. */
  readonly swap: SwapConsistency | null
}

export interface SwapConsistency {
  readonly n: number
  /** Share of pairs where the same system (or a tie) was chosen in both orders. */
  readonly consistency: number
  readonly alwaysFirst: number
  readonly alwaysSecond: number
  /** Exact p that a reviewer who sticks to a slot sticks to either equally often. */
  readonly p: number
}

/**
 * Whether choices lean to a slot. Votes are taken as independent; use a clustered error when one reviewer gives many.
 *
 * @method pref.position_bias
 * @question Do reviewers or judges lean to the answer that is shown first?
 * @standing descriptive
 * @source Wilson 1927 for the interval; Zheng et al. 2023
 * @pinned R 4.2.2: binom.test(first, first + second); prop.test(first, first + second, correct = FALSE)
 */
export function positionBias(input: PositionBiasInput): PositionBias {
  const test = signTest(input.firstWins, input.secondWins)
  const swapped = input.swapped ?? []
  return {
    decisive: test.decisive,
    firstShare: test.decisive === 0 ? null : input.firstWins / test.decisive,
    ci: proportionInterval(input.firstWins, test.decisive, input.level ?? 0.95),
    p: test.exactP,
    swap: swapped.length === 0 ? null : swapConsistency(swapped),
  }
}

function swapConsistency(pairs: readonly (readonly [SlotChoice, SlotChoice])[]): SwapConsistency {
  let consistent = 0
  let alwaysFirst = 0
  let alwaysSecond = 0
  for (const [given, swapped] of pairs) {
    if (given === 'first' && swapped === 'first') alwaysFirst += 1
    else if (given === 'second' && swapped === 'second') alwaysSecond += 1
    else if ((given === 'tie') === (swapped === 'tie')) consistent += 1
  }
  return {
    n: pairs.length,
    consistency: consistent / pairs.length,
    alwaysFirst,
    alwaysSecond,
    p: signTest(alwaysFirst, alwaysSecond).exactP,
  }
}
