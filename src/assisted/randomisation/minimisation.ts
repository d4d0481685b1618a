import type { ArmWeights } from '../../protocol/assisted/assisted-plan.ts'
import type { AllocationSource, Allocator, StrataAnswers } from './allocation.ts'
import { secretGenerator } from './secret-draws.ts'
import { weightedArm } from './weighted-arm.ts'

interface Design {
  readonly ratio: ArmWeights
  readonly factors: readonly string[]
  /** Chance of the preferred arm, above 0.5 and below 1. */
  readonly probability: number
}

/**
 * Minimisation with a biased coin (Pocock and Simon, Biometrics 1975; 31: 103-115). The preferred arm is the one whose choice leaves
 * the smallest sum, over the factors, of the variance of the arms' counts (divided by their weights) among those who share the
 * participant's level. Arms that tie are drawn by their weights. The preferred arm is then taken with the chance that
 * `coinChances` gives, another one otherwise.
 */
export function minimisationAllocator(
  { ratio, factors, probability }: Design,
  source: AllocationSource,
): Allocator {
  const counts = new Map<string, number[]>()
  let made = 0

  const countsOf = (factor: string, strata: StrataAnswers): number[] => {
    const key = JSON.stringify([factor, strata[factor]])
    const known = counts.get(key)
    if (known !== undefined) return known
    const none = ratio.map(() => 0)
    counts.set(key, none)
    return none
  }

  return {
    next: (strata) => {
      const lot = secretGenerator(source.secret, source.list, 'minimisation', made + 1)
      const marginal = factors.map((factor) => countsOf(factor, strata))
      const best = weightedArm(preferredArms(ratio, marginal), lot)
      const chances = coinChances(ratio, best, probability)
      let left = lot.uniform()
      for (const { arm, chance } of chances) {
        left -= chance
        if (left < 0) return arm
      }
      // The chances sum to 1 up to rounding.
      return best
    },
    record: ({ arm, strata }) => {
      made += 1
      const index = ratio.findIndex((one) => one.arm === arm)
      for (const factor of factors) {
        const level = countsOf(factor, strata)
        if (index >= 0) level[index] = level[index]! + 1
      }
    },
  }
}

/**
 * The arms whose choice leaves the least imbalance; several where they tie. Counts are compared as whole numbers, so that a tie is
 * one whatever the weights are.
 *
 * @param marginal per factor, the counts of the arms among those with the participant's level.
 */
export function preferredArms(ratio: ArmWeights, marginal: readonly (readonly number[])[]): ArmWeights {
  const common = ratio.reduce((multiple, { weight }) => leastCommonMultiple(multiple, weight), 1)
  const after = ratio.map((_, chosen) =>
    marginal.reduce((total, counts) => {
      const scaled = ratio.map(
        ({ weight }, arm) => ((counts[arm] ?? 0) + (arm === chosen ? 1 : 0)) * (common / weight),
      )
      const sum = scaled.reduce((one, other) => one + other, 0)
      const squares = scaled.reduce((one, other) => one + other * other, 0)
      // Arms squared times the variance.
      return total + ratio.length * squares - sum * sum
    }, 0),
  )
  const least = Math.min(...after)
  return ratio.filter((_, arm) => after[arm] === least)
}

/**
 * The chances of the arms, given the preferred one. With equal weights the others share what `probability` leaves. With unequal
 * ones an arm that is not preferred has a chance in proportion to its weight, `probability` belonging to an arm of the least
 * weight: so the ratio holds also where the coin decides (biased-coin minimisation; Han, Enas and McEntegart, Statistics in
 * Medicine 2009; 28: 3329-3346).
 */
export function coinChances(
  ratio: ArmWeights,
  preferred: string,
  probability: number,
): readonly { readonly arm: string; readonly chance: number }[] {
  const sum = ratio.reduce((total, { weight }) => total + weight, 0)
  const least = Math.min(...ratio.map(({ weight }) => weight))
  const unit = (1 - probability) / (sum - least)
  return ratio.map(({ arm, weight }) => ({
    arm,
    chance: arm === preferred ? 1 - unit * (sum - weight) : unit * weight,
  }))
}

function leastCommonMultiple(one: number, other: number): number {
  let [larger, rest] = [one, other]
  while (rest > 0) [larger, rest] = [rest, larger % rest]
  return (one / larger) * other
}
