import type { Interval } from '../../../statistics/interval.ts'

export const checkNames = [
  'flips',
  'gold',
  'position',
  'agreement',
  'inversion',
  'drift',
  'severity',
] as const

/** What a check looks for in the marks of a reviewer. */
export type CheckName = (typeof checkNames)[number]

/** What a check found of a reviewer, or of all together. */
export interface ReviewerFinding {
  readonly check: CheckName
  /** Pseudonym; null for all reviewers together. */
  readonly reviewer: string | null
  /** Marks that it rests on. */
  readonly n: number
  /** What is estimated is said by `meaningOf`; null where there is nothing to estimate it from. */
  readonly estimate: number | null
  readonly ci: Interval | null
  /** For this reviewer alone; null where nothing was tested. */
  readonly p: number | null
  /** Adjusted by Holm over the reviewers of the check. */
  readonly adjustedP: number | null
  readonly verdict: 'flagged' | 'nothing found' | 'too few marks'
}

/** Chance of any false alarm of one check over all reviewers. */
export const falseAlarms = 0.05

/** Fewest marks of a reviewer on which a check says anything. */
export const fewestMarks = 8

export function meaningOf(check: CheckName): string {
  switch (check) {
    case 'flips':
      return 'share of repeated pairs in which the other answer was preferred the second time'
    case 'gold':
      return 'share of marks on items with a known answer that were right'
    case 'position':
      return 'share of decisive marks for the answer shown first; one half without bias'
    case 'agreement':
      return 'share of other reviewers of the same pair who preferred the same answer'
    case 'inversion':
      return 'chance of preferring the better answer, as the other reviewers see it; below one half is turned round'
    case 'drift':
      return 'agreement with the others in the later half of the marks less that in the earlier half'
    case 'severity':
      return 'grades less those of the others, in the later half of the marks less that in the earlier half, as a share of the scale'
  }
}

/** What a flag does to training. */
export function consequenceOf(check: CheckName): 'excluded by rule' | 'flag only' {
  return check === 'inversion' ? 'excluded by rule' : 'flag only'
}

/**
 * Reviewers whose marks are left out by rule: those whose preferences are turned round. Whoever is careless, drifts or leans to
 * a side is told of and left to people: their marks are weak, and not wrong.
 */
export function excludedByRule(findings: readonly ReviewerFinding[]): ReadonlySet<string> {
  return new Set(
    findings.flatMap(({ check, reviewer, verdict }) =>
      verdict === 'flagged' && reviewer !== null && consequenceOf(check) === 'excluded by rule'
        ? [reviewer]
        : [],
    ),
  )
}
