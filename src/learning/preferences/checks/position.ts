import { clusterSignFlip } from '../../../statistics/preference/cluster-sign-flip.ts'
import { positionBias } from '../../../statistics/preference/position-bias.ts'
import type { Vote } from '../votes.ts'
import { falseAlarms, fewestMarks, type ReviewerFinding } from './finding.ts'
import { judged } from './step-down.ts'

/**
 * Whether marks lean to the answer shown first: the exact binomial test for each reviewer, and for all together a sign-flip
 * test of whole items, since marks of one item are not independent. Both need sides that were drawn; of sides that somebody
 * arranged, a good answer that often stood first looks like a bias.
 *
 * @param seed Of the sign flips, where there are more than 20 items.
 */
export function positionFindings(votes: readonly Vote[], seed: number): readonly ReviewerFinding[] {
  const placed = votes.filter(({ first, reviewer }) => first !== null && reviewer !== null)
  const reviewers = [...new Set(placed.map(({ reviewer }) => reviewer))].sort()
  const all = share(placed)
  const items = new Map<string, number>()
  for (const { study, item } of placed) {
    const key = JSON.stringify([study, item])
    if (!items.has(key)) items.set(key, items.size)
  }
  const { p } = clusterSignFlip(
    placed.map(({ first }) => (first === 'better' ? 1 : -1)),
    placed.map(({ study, item }) => items.get(JSON.stringify([study, item])) ?? 0),
    { seed, stream: ['position bias'] },
  )
  const together = placed.length < fewestMarks ? null : p
  return [
    {
      ...all,
      reviewer: null,
      p: together,
      adjustedP: together,
      verdict: together === null ? 'too few marks' : together <= falseAlarms ? 'flagged' : 'nothing found',
    },
    ...judged(
      reviewers.map((reviewer) => ({
        ...share(placed.filter((vote) => vote.reviewer === reviewer)),
        reviewer,
      })),
    ),
  ]
}

function share(votes: readonly Vote[]) {
  const firstWins = votes.filter(({ first }) => first === 'better').length
  const { decisive, firstShare, ci, p } = positionBias({ firstWins, secondWins: votes.length - firstWins })
  return {
    check: 'position' as const,
    n: decisive,
    estimate: firstShare,
    ci,
    p: decisive < fewestMarks ? null : p,
  }
}
