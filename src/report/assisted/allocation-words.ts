import type { AssistedResults } from '../../analysis/assisted/results-schema.ts'
import { count } from '../format.ts'

type Allocations = NonNullable<AssistedResults['allocations']>

const peopleOf: Readonly<Record<Allocations['lists'][number]['list'], string>> = {
  real: 'participants',
  simulated: 'SIMULATED participants',
}

/** `9 of 9 allocations of participants agree with the secret and the log.`, for each list that has any; people come first. */
export function agreementLines(lists: readonly Readonly<Allocations['lists'][number]>[]): readonly string[] {
  const filled = lists.filter(({ allocations }) => allocations > 0)
  return (filled.length === 0 ? lists.slice(0, 1) : filled).map(
    ({ list, allocations, agree }) =>
      `${count(agree)} of ${count(allocations)} allocations of ${peopleOf[list]} agree with the secret and the log.`,
  )
}

/** What stands before every verdict where something does not agree; null where all does, or where nothing was compared. */
export function disagreement(allocations: AssistedResults['allocations']): string | null {
  if (allocations === null || allocations.problems.length === 0) return null
  return [
    'The allocations do not agree with the secret and the log.',
    ...agreementLines(allocations.lists),
    'Until it is clear why, take no verdict for that of a random allocation.',
  ].join(' ')
}
