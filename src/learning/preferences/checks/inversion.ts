import { normalCdf } from '../../../statistics/distributions/normal.ts'
import type { Interval } from '../../../statistics/interval.ts'
import type { Vote } from '../votes.ts'
import { accuracies, chanceRight } from './dawid-skene.ts'
import { fewestMarks, type ReviewerFinding } from './finding.ts'
import { byReviewer, comparedVotes, sharedUnits } from './shared-units.ts'
import { steppedDown } from './step-down.ts'

/** Half the 95 % point of chi-squared with one degree of freedom. */
const likelihoodDrop = 1.920729

/**
 * Whether a reviewer's preferences are turned round, by the model of Dawid and Skene with one accuracy a reviewer: of every
 * pair one answer is better, and reviewer r prefers it with the chance t(r). Accuracies of the others are fitted without r by
 * expectation and maximisation; q is then the chance, by the others, that the answer that r preferred is the better one.
 *
 * The test of t(r) = 1/2 against less is the score test: sum of (2q - 1) over its standard error sqrt(sum of (2q - 1)^2). The
 * estimate of t(r) is that of greatest likelihood, with its profile interval.
 *
 * Source: Dawid and Skene 1979.
 */
export function inversionFindings(votes: readonly Vote[]): readonly ReviewerFinding[] {
  return steppedDown((without) =>
    byReviewer(comparedVotes(sharedUnits(votes, without))).map(([reviewer, own]) => {
      const accuracy = accuracies(votes, new Set([...without, reviewer]))
      const chances = own.map((vote) => chanceRight(vote, accuracy))
      const weights = chances.map((q) => 2 * q - 1)
      const error = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0))
      const score = weights.reduce((sum, weight) => sum + weight, 0)
      const testable = own.length >= fewestMarks && error > 0
      return {
        check: 'inversion' as const,
        reviewer,
        n: own.length,
        estimate: mostLikely(chances),
        ci: profileInterval(chances),
        p: testable ? normalCdf(score / error) : null,
      }
    }),
  )
}

const grid = Array.from({ length: 999 }, (_, index) => (index + 1) / 1000)

function logLikelihood(chances: readonly number[], t: number): number {
  return chances.reduce((sum, q) => sum + Math.log(t * q + (1 - t) * (1 - q)), 0)
}

/** To a thousandth, which is finer than any number of marks can tell. */
function mostLikely(chances: readonly number[]): number {
  let [best, greatest] = [0.5, Number.NEGATIVE_INFINITY]
  for (const t of grid) {
    const value = logLikelihood(chances, t)
    if (value > greatest) [best, greatest] = [t, value]
  }
  return best
}

function profileInterval(chances: readonly number[]): Interval {
  const least = logLikelihood(chances, mostLikely(chances)) - likelihoodDrop
  const inside = grid.filter((t) => logLikelihood(chances, t) >= least)
  return { lower: inside[0] ?? 0, upper: inside.at(-1) ?? 1 }
}
