import { describe, expect, it } from 'vitest'
import type { PlannedRandomisation } from '../../protocol/assisted/assisted-plan.ts'
import type { AllocationRecord } from './allocation.ts'
import { preferredArms } from './minimisation.ts'
import {
  convergenceGuesser,
  equalRatio,
  type Guesser,
  guessedShare,
  meanWithError,
  simulateList,
} from './testing/guesser.ts'

const two = equalRatio('model', 'control')
const four = equalRatio('a', 'b', 'c', 'control')
const armsOf = (ratio: typeof four) => ratio.map(({ arm }) => arm)
const lists = (randomisation: PlannedRandomisation, trials: number, participants: number) =>
  Array.from({ length: trials }, (_, trial) => simulateList(randomisation, trial, participants, () => ({})))

/** Whoever knows the method computes the preferred arm as it does. */
function minimisationGuesser(ratio: typeof four, factors: readonly string[]): Guesser {
  const seen: AllocationRecord[] = []
  return {
    guess: (strata) => {
      const marginal = factors.map((factor) =>
        ratio.map(
          ({ arm }) => seen.filter((one) => one.arm === arm && one.strata[factor] === strata[factor]).length,
        ),
      )
      return preferredArms(ratio, marginal).map(({ arm }) => arm)
    },
    saw: (record) => seen.push(record),
  }
}

describe('a guesser who knows the method, the ratio and every allocation so far', () => {
  it('is right no more often than by chance with the simple method', () => {
    const drawn = lists({ method: 'simple', ratio: four }, 200, 400)
    const { mean, standardError } = guessedShare(drawn, () => convergenceGuesser(armsOf(four)))
    expect(Math.abs(mean - 0.25)).toBeLessThan(4 * standardError)
    expect(standardError).toBeLessThan(0.002)
  })

  // Blackwell and Hodges (1957): m + (2^2m / C(2m, m) - 1) / 2 right guesses in a block of 2m: 2.8333 of 4 and 4.1 of 6.
  it('is right as often as theory says with blocks of 4 and 6 and two arms', () => {
    const drawn = lists({ method: 'block', ratio: two, blocks: [4, 6] }, 400, 1000)
    const { mean, standardError } = guessedShare(drawn, () => convergenceGuesser(armsOf(two)))
    expect(Math.abs(mean - (2.833333 + 4.1) / 10)).toBeLessThan(4 * standardError + 0.0005)
    expect(standardError).toBeLessThan(0.001)
  })

  // By recursion over what a block has left (R): 3.759524 of 8 and 5.287229 of 12.
  it('is right as often as theory says with the default blocks of four arms', () => {
    const drawn = lists({ method: 'block', ratio: four, blocks: [8, 12] }, 400, 1000)
    const { mean, standardError } = guessedShare(drawn, () => convergenceGuesser(armsOf(four)))
    expect(Math.abs(mean - (3.759524 + 5.287229) / 20)).toBeLessThan(4 * standardError + 0.0005)
    expect(standardError).toBeLessThan(0.001)
  })

  // One level is Efron's biased coin (1971): even with the chance (r - 1) / 2r, r = p / (1 - p) = 4, so 3/8 x 1/2 + 5/8 x 0.8.
  it("is right as often as with Efron's coin where minimisation has two arms and one level", () => {
    const plan = { method: 'minimisation', ratio: two, factors: ['all'], probability: 0.8 } as const
    const drawn = Array.from({ length: 300 }, (_, trial) =>
      simulateList(plan, trial, 400, () => ({ all: 'one' })),
    )
    const { mean, standardError } = guessedShare(drawn, () => minimisationGuesser(two, ['all']))
    expect(Math.abs(mean - 0.6875)).toBeLessThan(4 * standardError + 0.001)
  })

  // An implementation of its own in R (test/golden/minimisation.R).
  it('is right less often than the coin, and balance is as good, where minimisation has factors', () => {
    const factors = ['two', 'three', 'four']
    const plan = { method: 'minimisation', ratio: four, factors, probability: 0.8 } as const
    const drawn = Array.from({ length: 300 }, (_, trial) =>
      simulateList(plan, trial, 240, (generator) => ({
        two: String(generator.integerBelow(2)),
        three: String(generator.integerBelow(3)),
        four: String(generator.integerBelow(4)),
      })),
    )
    const guessed = guessedShare(drawn, () => minimisationGuesser(four, factors))
    expect(guessed.mean).toBeLessThan(0.8)
    expect(Math.abs(guessed.mean - golden.guessed)).toBeLessThan(
      4 * Math.hypot(guessed.standardError, golden.guessedError),
    )
    const ranges = meanWithError(drawn.map((list) => largestRange(list, factors)))
    expect(Math.abs(ranges.mean - golden.range)).toBeLessThan(
      4 * Math.hypot(ranges.standardError, golden.rangeError),
    )
    const simple = drawn.map((list, trial) => {
      const arms = simulateList({ method: 'simple', ratio: four }, trial, list.length, () => ({}))
      return largestRange(
        list.map((record, index) => ({ ...record, arm: arms[index]!.arm })),
        factors,
      )
    })
    expect(meanWithError(simple).mean).toBeGreaterThan(2 * ranges.mean)
  })
})

const golden = { range: 2.671, rangeError: 0.012, guessed: 0.66742, guessedError: 0.00042 }

/** The largest difference of two arms' counts within any level of any factor. */
function largestRange(list: readonly AllocationRecord[], factors: readonly string[]): number {
  return Math.max(
    ...factors.flatMap((factor) => {
      const levels = [...new Set(list.map((record) => record.strata[factor]))]
      return levels.map((level) => {
        const counts = armsOf(four).map(
          (arm) => list.filter((one) => one.arm === arm && one.strata[factor] === level).length,
        )
        return Math.max(...counts) - Math.min(...counts)
      })
    }),
  )
}
