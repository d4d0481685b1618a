import { checkReviewers } from '../../learning/preferences/checks/check-reviewers.ts'
import { excludedByRule, type ReviewerFinding } from '../../learning/preferences/checks/finding.ts'
import { type PreferenceUse, sorted } from '../../learning/preferences/left-out.ts'
import { type Preference, preferenceSchema, type Split } from '../../learning/preferences/preference.ts'
import {
  type PreferencesOfStudy,
  preferencesOfStudy,
} from '../../learning/preferences/preferences-of-study.ts'
import { problem } from '../../problem.ts'
import type { ReadStudy } from './read-judged-study.ts'

export interface UsableOptions {
  readonly split: Split
  /** Pseudonyms of reviewers to leave out. */
  readonly exclude?: readonly string[] | undefined
  /** Uses marks of reviewers too whom a check would exclude. */
  readonly keepFlagged?: boolean | undefined
}

export interface UsablePreferences extends PreferencesOfStudy {
  readonly findings: readonly ReviewerFinding[]
  /** Pseudonyms of those left out, by rule or by name, sorted. */
  readonly excluded: readonly string[]
  readonly use: PreferenceUse
  /** What may be used. */
  readonly used: readonly Preference[]
}

/** The preferences of a study that may be used, as every command takes them: reviewers are checked first. */
export function usablePreferences({ study, seed }: ReadStudy, options: UsableOptions): UsablePreferences {
  const view = preferencesOfStudy(study)
  const { preferences } = view
  const findings = checkReviewers(preferences, study, seed)
  const byRule = options.keepFlagged === true ? [] : [...excludedByRule(findings)]
  const excluded = [...new Set([...knownReviewers(options.exclude ?? [], preferences), ...byRule])].sort()
  const use: PreferenceUse = { split: options.split, excluded: new Set(excluded) }
  return { ...view, findings, excluded, use, used: sorted(preferences, use).used }
}

/**
 * A preference as it leaves its study. A reviewer is their pseudonym and nothing else: a field of medicine can name one person in
 * a small study.
 */
export function leavingPreference(preference: Preference): Preference {
  return preferenceSchema.parse({ ...preference, specialty: null })
}

/** @throws ProblemError PREFERENCES_NO_REVIEWER */
function knownReviewers(given: readonly string[], preferences: readonly Preference[]): readonly string[] {
  const known = new Set(preferences.flatMap(({ reviewer }) => (reviewer === null ? [] : [reviewer])))
  const unknown = given.find((reviewer) => !known.has(reviewer))
  if (unknown === undefined) return given
  throw problem(
    'PREFERENCES_NO_REVIEWER',
    'No mark of the study is by a reviewer of this pseudonym.',
    'Name pseudonyms as `equipoise preferences` prints them.',
    { place: { field: '--exclude' }, value: unknown, expected: [...known].sort().join(', ') || null },
  )
}
