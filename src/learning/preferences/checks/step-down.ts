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
 */
export function steppedDown(
  measure: (without: ReadonlySet<string>) => readonly Untold[],
): readonly ReviewerFinding[] {
  const flagged = new Map<string, ReviewerFinding>()
  let reached = 0
  for (;;) {
    const left = measure(new Set(flagged.keys()))
    const tested = left.filter(({ p }) => p !== null)
    const worst = tested.reduce<Untold | null>(
      (least, one) => (least === null || (one.p ?? 1) < (least.p ?? 1) ? one : least),
      null,
    )
    const adjusted = worst === null ? 1 : Math.max(reached, Math.min(1, (worst.p ?? 1) * tested.length))
    if (worst === null || worst.reviewer === null || adjusted > falseAlarms) {
      const rest = judged(left).map((one) =>
        one.adjustedP === null ? one : { ...one, adjustedP: Math.max(reached, one.adjustedP) },
      )
      return [...flagged.values(), ...rest]
    }
    reached = adjusted
    flagged.set(worst.reviewer, told(worst, adjusted))
  }
}

function told(finding: Untold, adjustedP: number | null): ReviewerFinding {
  const verdict =
    adjustedP === null ? 'too few marks' : adjustedP <= falseAlarms ? 'flagged' : 'nothing found'
  return { ...finding, adjustedP, verdict }
}
