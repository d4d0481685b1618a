import type { Vote } from '../votes.ts'
import { accuracies, chanceRight } from './dawid-skene.ts'
import { fewestMarks, type ReviewerFinding } from './finding.ts'
import { byReviewer, type ComparedVote, comparedVotes, sharedUnits } from './shared-units.ts'
import { steppedDown } from './step-down.ts'
import { laterLessEarlier, trendP } from './trend.ts'

/**
 * Whether a reviewer's agreement with the others changes over time. The trend is the covariance of agreement with the place of
 * the mark in the reviewer's own order; its error is that of all orders of the same marks (Cochran 1954, Armitage 1955, in the
 * form for any scores), two-sided. The estimate is the agreement of the later half less that of the earlier half.
 *
 * Marks without a time are left out: nobody knows when they were made.
 */
export function driftFindings(votes: readonly Vote[]): readonly ReviewerFinding[] {
  return steppedDown(
    (without) =>
      byReviewer(
        comparedVotes(sharedUnits(votes, without)).filter(({ decidedAt }) => decidedAt !== null),
      ).map(([reviewer, own]) => {
        const ordered = [...own].sort(byTime)
        const accuracy = accuracies(votes, new Set([...without, reviewer]))
        const chances = ordered.map((vote) => chanceRight(vote, accuracy))
        const inOrder = ordered.map(({ agreeing }) => agreeing)
        return {
          check: 'drift' as const,
          reviewer,
          n: inOrder.length,
          ...laterLessEarlier(inOrder),
          p: inOrder.length < 2 * fewestMarks ? null : trendP(chances),
        }
      }),
    'estimate',
  )
}

/** Times are in UTC and in one format, so that text order is time order; marks of one moment by their unit. */
function byTime(one: ComparedVote, other: ComparedVote): number {
  const [left, right] = [`${one.decidedAt} ${one.unit}`, `${other.decidedAt} ${other.unit}`]
  return left < right ? -1 : left > right ? 1 : 0
}
