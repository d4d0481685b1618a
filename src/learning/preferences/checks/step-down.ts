import { adjustP } from '../../../statistics/multiplicity/adjust.ts'
import { falseAlarms, type ReviewerFinding } from './finding.ts'

type Untold = Omit<ReviewerFinding, 'adjustedP' | 'verdict'>

/**
 * Judges findings of one check: adjusted by Holm over the reviewers, flagged at 5 %. Reviewers without a p-value have too few
 * marks and are no members of the family.
 */
export function judged(findings: readonly Untold[]): readonly ReviewerFinding[] {
  const adjusted = adjustP(
    findings.map(({ p }) => p),
    'holm',
  )
  return findings.map((finding, at) => told(finding, adjusted[at] ?? null))
}

/**
 * The same for checks that measure a reviewer by the others. One who is off makes whoever shares pairs with them look off, so
 * the worst goes first, and the rest is measured anew without their marks: Holm's steps, with p-values of what is left.
 *
 * @param measure Measures every reviewer by the others, without the marks of those given.
 * @param by What is worst of those whose p-value stands: the least p-value, or the greatest estimate in absolute value. A trend
 * is as significant in those who stand beside it, and only less steep.
 */
export function steppedDown(
  measure: (without: ReadonlySet<string>) => readonly Untold[],
  by: 'p' | 'estimate' = 'p',
): readonly ReviewerFinding[] {
  const flagged = new Map<string, ReviewerFinding>()
  let reached = 0
  for (;;) {
    const left = measure(new Set(flagged.keys()))
    const tested = left.filter(({ p }) => p !== null)
    const adjusted = (one: Untold) => Math.max(reached, Math.min(1, (one.p ?? 1) * tested.length))
    const badness = (one: Untold) => (by === 'p' ? -(one.p ?? 1) : Math.abs(one.estimate ?? 0))
    const [worst] = tested
      .filter((one) => adjusted(one) <= falseAlarms)
      .sort((one, other) => badness(other) - badness(one))
    if (worst === undefined || worst.reviewer === null) {
      const rest = judged(left).map((one) =>
        one.adjustedP === null ? one : { ...one, adjustedP: Math.max(reached, one.adjustedP) },
      )
      return [...flagged.values(), ...rest]
    }
    reached = adjusted(worst)
    flagged.set(worst.reviewer, told(worst, reached))
  }
}

function told(finding: Untold, adjustedP: number | null): ReviewerFinding {
  const verdict =
    adjustedP === null ? 'too few marks' : adjustedP <= falseAlarms ? 'flagged' : 'nothing found'
  return { ...finding, adjustedP, verdict }
}
