import type { Plan } from '../../protocol/plan.ts'

/** Something that a reviewer may guess an answer to come from. */
export interface GuessChoice {
  readonly id: string
  readonly label: string
  /** Id of the arm. It stays on the server. */
  readonly arm: string
}

/**
 * The arms by their names, in the order of the alphabet, and nothing that ties a name to an answer. Reviewers see them at the
 * end alone, when no mark can be changed by them.
 */
export function guessChoices(plan: Plan): GuessChoice[] {
  return plan.arms
    .map(({ id, label }) => ({ arm: id, label }))
    .sort((one, other) => (one.label < other.label ? -1 : 1))
    .map((choice, index) => ({ id: String(index + 1), ...choice }))
}
