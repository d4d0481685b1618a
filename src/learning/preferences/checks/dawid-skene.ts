import type { Vote } from '../votes.ts'
import { byReviewer, type ComparedVote, type SharedVote, sharedUnits } from './shared-units.ts'

/*
 * The model of Dawid and Skene (1979) with one accuracy a reviewer: of every pair one answer is better, and reviewer r prefers it
 * with the chance t(r), whatever the pair.
 */

const rounds = 100

/** Chance, by the others alone, that the answer that a reviewer preferred is the better one; before any vote it is one half. */
export function chanceRight(vote: ComparedVote, accuracy: ReadonlyMap<string, number>): number {
  const odds = vote.others.reduce(
    (sum, other) => sum + other.choice * logOdds(accuracy.get(other.reviewer)),
    0,
  )
  return 1 / (1 + Math.exp(-odds * vote.choice))
}

/** Of a reviewer whom nothing is known of, seven in ten. */
const usualAccuracy = 0.7

function logOdds(accuracy: number = usualAccuracy): number {
  return Math.log(accuracy / (1 - accuracy))
}

/** Accuracies of the reviewers but those given, by expectation and maximisation. */
export function accuracies(
  votes: readonly Vote[],
  without: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  const units = [...sharedUnits(votes, without).values()]
  const lists = byReviewer(units.flat())
  let accuracy = new Map(lists.map(([reviewer]) => [reviewer, usualAccuracy]))
  for (let round = 0; round < rounds; round++) {
    const first = new Map(units.map((unit) => [unit[0]?.unit ?? '', firstBetter(unit, accuracy)]))
    const next = new Map(
      lists.map(([reviewer, own]) => {
        const right = own.reduce((sum, { unit, choice }) => {
          const q = first.get(unit) ?? 0.5
          return sum + (choice === 1 ? q : 1 - q)
        }, 0)
        // Two votes of the usual accuracy are added, so that nobody is ever taken for infallible.
        return [reviewer, (right + 2 * usualAccuracy) / (own.length + 2)] as const
      }),
    )
    const moved = Math.max(0, ...[...next].map(([one, t]) => Math.abs(t - (accuracy.get(one) ?? t))))
    accuracy = next
    if (moved < 1e-6) break
  }
  return accuracy
}

function firstBetter(unit: readonly SharedVote[], accuracy: ReadonlyMap<string, number>): number {
  const odds = unit.reduce((sum, { reviewer, choice }) => sum + choice * logOdds(accuracy.get(reviewer)), 0)
  return 1 / (1 + Math.exp(-odds))
}
