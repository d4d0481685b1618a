import { normalCdf } from '../../../statistics/distributions/normal.ts'
import { proportionInterval } from '../../../statistics/proportion/proportion-interval.ts'
import type { Vote } from '../votes.ts'
import { fewestMarks, type ReviewerFinding } from './finding.ts'
import { byReviewer, type ComparedVote, comparedVotes, sharedUnits } from './shared-units.ts'
import { steppedDown } from './step-down.ts'

/**
 * Whether a reviewer agrees less with the others than the others do among themselves: leave-one-out agreement on pairs that
 * several marked, one-sided.
 *
 * With a(r) the mean over r's shared pairs of the share of the others who voted alike, and b(r) the same of pairs of votes of
 * which none is r's, z = (a - b) / sqrt(b (1 - b) (1/n + 1/m)), n pairs that r shares and m that others share without r. The
 * share of several others varies less than that of one, so the error is an upper bound and the test keeps its level.
 */
export function agreementFindings(votes: readonly Vote[]): readonly ReviewerFinding[] {
  return steppedDown((without) => {
    const units = sharedUnits(votes, without)
    return byReviewer(comparedVotes(units)).map(([reviewer, own]) => {
      const n = own.length
      const agreeing = own.reduce((sum, vote) => sum + vote.agreeing, 0)
      const rest = comparedVotes(sharedUnits(votes, new Set([...without, reviewer])))
      return {
        check: 'agreement' as const,
        reviewer,
        n,
        estimate: agreeing / n,
        ci: proportionInterval(Math.round(agreeing), n),
        p: lowerTail(agreeing / n, n, rest),
      }
    })
  })
}

function lowerTail(own: number, n: number, rest: readonly ComparedVote[]): number | null {
  const units = new Set(rest.map(({ unit }) => unit)).size
  if (n < fewestMarks || units < fewestMarks) return null
  const others = rest.reduce((sum, vote) => sum + vote.agreeing, 0) / rest.length
  // Others who always agree would leave no room for chance: one disagreement is added.
  const expected = Math.min(others, (units - 1) / units)
  const error = Math.sqrt(expected * (1 - expected) * (1 / n + 1 / units))
  return normalCdf((own - expected) / error)
}
