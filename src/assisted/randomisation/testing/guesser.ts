import type { PlannedRandomisation } from '../../../protocol/assisted/assisted-plan.ts'
import { createGenerator, type Generator } from '../../../statistics/random/generator.ts'
import type { AllocationRecord, StrataAnswers } from '../allocation.ts'
import { createAllocator } from '../next-allocation.ts'

export const secret = '0f'.repeat(32)
export const source = { secret, list: 'real' } as const

/** Secrets for simulations: the number in hexadecimal. */
export function numberedSecret(number: number): string {
  return number.toString(16).padStart(64, '0')
}

export function equalRatio(...arms: string[]) {
  return arms.map((arm) => ({ arm, weight: 1 }))
}

export interface Guesser {
  /** Every arm that the guesser holds for most likely, each equally. */
  guess(strata: StrataAnswers): readonly string[]
  saw(record: AllocationRecord): void
}

/** The convergence strategy (Blackwell and Hodges 1957): the arm with the fewest allocations in the stratum so far. */
export function convergenceGuesser(arms: readonly string[]): Guesser {
  const strata = new Map<string, Map<string, number>>()
  const countsOf = (answers: StrataAnswers) => {
    const key = JSON.stringify(answers)
    const counts = strata.get(key) ?? new Map(arms.map((arm) => [arm, 0]))
    strata.set(key, counts)
    return counts
  }
  return {
    guess: (answers) => {
      const counts = countsOf(answers)
      const least = Math.min(...counts.values())
      return arms.filter((arm) => counts.get(arm) === least)
    },
    saw: ({ arm, strata: answers }) => {
      const counts = countsOf(answers)
      counts.set(arm, (counts.get(arm) ?? 0) + 1)
    },
  }
}

/** A list of allocations with participants who come at random. */
export function simulateList(
  randomisation: PlannedRandomisation,
  number: number,
  participants: number,
  strataOf: (generator: Generator) => StrataAnswers,
): AllocationRecord[] {
  const arrivals = createGenerator(20260211, 'arrivals', number)
  const allocator = createAllocator(randomisation, { secret: numberedSecret(number), list: 'real' })
  return Array.from({ length: participants }, (_, index) => {
    const strata = strataOf(arrivals)
    const record = { number: index + 1, arm: allocator.next(strata), strata }
    allocator.record(record)
    return record
  })
}

/** Share of right guesses in every list: its mean and standard error over the lists. A tie counts as a guess by lot. */
export function guessedShare(
  lists: readonly (readonly AllocationRecord[])[],
  createGuesser: () => Guesser,
): { mean: number; standardError: number } {
  const shares = lists.map((list) => {
    const guesser = createGuesser()
    let right = 0
    for (const record of list) {
      const guesses = guesser.guess(record.strata)
      if (guesses.includes(record.arm)) right += 1 / guesses.length
      guesser.saw(record)
    }
    return right / list.length
  })
  return meanWithError(shares)
}

export function meanWithError(values: readonly number[]): { mean: number; standardError: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  return { mean, standardError: Math.sqrt(variance / values.length) }
}

/** A case of which only the id matters. */
export function caseOf(id: string) {
  return {
    id,
    title: id,
    text: id,
    expertQuery: id,
    conditions: [],
    disposition: 'self-care',
    strata: {},
  }
}
