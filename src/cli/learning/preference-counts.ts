import {
  type LeftOutReason,
  leftOutBecause,
  leftOutReasons,
  type PreferenceUse,
} from '../../learning/preferences/left-out.ts'
import type { Preference, Split } from '../../learning/preferences/preference.ts'
import type { NoPreference } from '../../learning/preferences/preferences-of-study.ts'
import { isHeldOut } from '../../learning/preferences/reviewer-split.ts'
import type { MarksAside } from '../../store/reading/marks-aside.ts'

const splits = ['train', 'calibration', 'gate'] as const

export interface SplitCount {
  readonly split: Split
  readonly questions: number
  readonly pairwise: number
  readonly graded: number
}

export interface ReviewerCount {
  /** Pseudonym; null for marks of nobody. */
  readonly reviewer: string | null
  readonly heldOut: boolean
  readonly preferences: number
  readonly used: number
}

/** Marks that are not used, by the one reason that is found first. */
export type AllReasons = Readonly<Partial<Record<LeftOutReason | NoPreference | keyof MarksAside, number>>>

export interface PreferenceCounts {
  readonly preferences: number
  readonly used: number
  readonly bySplit: readonly SplitCount[]
  readonly byReviewer: readonly ReviewerCount[]
  readonly leftOut: AllReasons
}

/** Counts of a study's preferences for one use; every mark is either used or has its one reason. */
export function countPreferences(
  preferences: readonly Preference[],
  use: PreferenceUse,
  none: Readonly<Record<NoPreference, number>>,
  aside: MarksAside,
): PreferenceCounts {
  const reasons = preferences.map((preference) => leftOutBecause(preference, use))
  const reviewers = [...new Set(preferences.map(({ reviewer }) => reviewer))].sort(byName)
  const others = { ...none, ...aside }
  return {
    preferences: preferences.length,
    used: reasons.filter((reason) => reason === null).length,
    bySplit: splits.map((split) => {
      const own = preferences.filter((preference) => preference.split === split)
      return {
        split,
        questions: new Set(own.map(({ questionSha256 }) => questionSha256)).size,
        pairwise: own.filter(({ form }) => form === 'pairwise').length,
        graded: own.filter(({ form }) => form === 'graded').length,
      }
    }),
    byReviewer: reviewers.map((reviewer) => {
      const own = preferences.flatMap((one, at) => (one.reviewer === reviewer ? [reasons[at] ?? null] : []))
      return {
        reviewer,
        heldOut: isHeldOut(reviewer, use.heldOutShare),
        preferences: own.length,
        used: own.filter((reason) => reason === null).length,
      }
    }),
    leftOut: Object.fromEntries([
      ...leftOutReasons
        .map((reason) => [reason, reasons.filter((one) => one === reason).length] as const)
        .filter(([, n]) => n > 0),
      ...Object.entries(others).filter(([, n]) => n > 0),
    ]),
  }
}

/** Marks of nobody last. */
function byName(one: string | null, other: string | null): number {
  if (one === other) return 0
  if (one === null) return 1
  return other === null || one < other ? -1 : 1
}
