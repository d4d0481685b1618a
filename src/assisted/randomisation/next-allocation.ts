import { problem } from '../../problem.ts'
import type { PlannedRandomisation } from '../../protocol/assisted/assisted-plan.ts'
import type { AllocationRecord, AllocationSource, Allocator, StrataAnswers } from './allocation.ts'
import { minimisationAllocator } from './minimisation.ts'
import { blockAllocator } from './permuted-block.ts'
import { simpleAllocator } from './simple.ts'

/** Ids of the baseline questions whose answers the randomisation uses; empty for the simple and the block method. */
export function strataQuestions(randomisation: PlannedRandomisation): readonly string[] {
  switch (randomisation.method) {
    case 'simple':
    case 'block':
      return []
    case 'stratified':
      return randomisation.strata
    case 'minimisation':
      return randomisation.factors
  }
}

/**
 * The answers that the randomisation uses, out of all answers of a participant: what goes into the record of the allocation.
 *
 * @throws ProblemError ALLOCATION_STRATUM where one is missing.
 */
export function strataOf(randomisation: PlannedRandomisation, answers: StrataAnswers): StrataAnswers {
  return Object.fromEntries(
    strataQuestions(randomisation).map((question) => {
      const answer = answers[question]
      if (answer !== undefined) return [question, answer]
      throw problem(
        'ALLOCATION_STRATUM',
        'Nobody is randomised before the questions that the randomisation uses are answered.',
        'Let the participant answer the baseline questions first.',
        { place: { field: question }, expected: 'an option of the question' },
      )
    }),
  )
}

/** An allocator at the beginning of its list. */
export function createAllocator(randomisation: PlannedRandomisation, source: AllocationSource): Allocator {
  switch (randomisation.method) {
    case 'simple':
      return simpleAllocator(randomisation.ratio, source)
    case 'block':
      return blockAllocator(randomisation, source, () => '')
    case 'stratified':
      return blockAllocator(randomisation, source, (strata) =>
        JSON.stringify(randomisation.strata.map((question) => [question, strata[question]])),
      )
    case 'minimisation':
      return minimisationAllocator(randomisation, source)
  }
}

/**
 * The allocation of the participant who comes now, from the secret and the allocations before. Nothing else decides it and nothing is
 * stored ahead: the list of allocations to come exists nowhere. The caller makes allocations one at a time (a lock around reading
 * the history and writing the record), so that no two participants get the same number.
 *
 * @param history all allocations of the list, also of participants who left or withdrew; numbers from 1 without gaps.
 * @param answers the participant's answers to the baseline questions; others than the randomisation's are ignored.
 * @throws ProblemError ALLOCATION_HISTORY, ALLOCATION_STRATUM or ALLOCATION_SECRET.
 */
export function nextAllocation(
  randomisation: PlannedRandomisation,
  history: readonly AllocationRecord[],
  answers: StrataAnswers,
  source: AllocationSource,
): AllocationRecord {
  const strata = strataOf(randomisation, answers)
  const allocator = createAllocator(randomisation, source)
  for (const allocation of inOrder(history)) allocator.record(allocation)
  return { number: history.length + 1, arm: allocator.next(strata), strata }
}

/**
 * The history, checked to have every number from 1 on once, in order.
 *
 * @throws ProblemError ALLOCATION_HISTORY
 */
export function inOrder<T extends Pick<AllocationRecord, 'number'>>(history: readonly T[]): readonly T[] {
  const wrong = history.findIndex(({ number }, index) => number !== index + 1)
  if (wrong < 0) return history
  throw problem(
    'ALLOCATION_HISTORY',
    'The record of allocations has a gap, a number twice, or is not in order.',
    'Read all allocations of the list, in the order of their numbers.',
    { value: String(history[wrong]?.number), expected: String(wrong + 1) },
  )
}
