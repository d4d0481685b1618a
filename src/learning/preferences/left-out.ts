import type { Preference, Split } from './preference.ts'
import { isHeldOut, usualHeldOut } from './reviewer-split.ts'

/** Why a preference is not used, in the order in which reasons are looked for: each has the first that holds. */
export const leftOutReasons = [
  'gold',
  'repeat',
  'missing-mark',
  'refused-or-failed',
  'no-text',
  'no-consent',
  'identifier-screen',
  'excluded-reviewer',
  'gate-split',
  'calibration-split',
  'train-split',
  'held-out-reviewer',
  'not-held-out',
] as const

export type LeftOutReason = (typeof leftOutReasons)[number]

/** What preferences are wanted for. */
export interface PreferenceUse {
  /** Questions of this split alone. */
  readonly split: Split
  /** Hundredths of the reviewers that are kept for the gate. Default: 25. */
  readonly heldOutShare?: number
  /** Pseudonyms of reviewers whose marks are not used. */
  readonly excluded?: ReadonlySet<string>
}

export const forTraining: PreferenceUse = { split: 'train' }

/**
 * Why a preference may not be used; null where it may. Training and calibration take reviewers that are not held out, the gate
 * those that are: neither a question nor a reviewer is on both sides.
 */
export function leftOutBecause(preference: Preference, use: PreferenceUse): LeftOutReason | null {
  const { split, heldOutShare = usualHeldOut, excluded } = use
  const { reviewer } = preference
  if (preference.gold) return 'gold'
  if (preference.repeat) return 'repeat'
  const answers = preference.form === 'pairwise' ? [preference.a, preference.b] : [preference.a]
  if (answers.some(({ status }) => status !== 'answered')) return 'refused-or-failed'
  if (isMissing(preference)) return 'missing-mark'
  if (answers.some(({ text }) => text === null || text.trim() === '')) return 'no-text'
  if (preference.consent !== true) return 'no-consent'
  if (!preference.screened) return 'identifier-screen'
  if (reviewer !== null && excluded?.has(reviewer) === true) return 'excluded-reviewer'
  if (preference.split !== split) return `${preference.split}-split`
  const heldOut = isHeldOut(reviewer, heldOutShare)
  if (split === 'gate') return heldOut || reviewer === null ? null : 'not-held-out'
  return heldOut ? 'held-out-reviewer' : null
}

/** A mark that says nothing: nobody gave it. */
export function isMissing(preference: Preference): boolean {
  return preference.form === 'pairwise' ? preference.outcome === 'missing' : preference.grade === null
}

/** How many are left out for each reason, without reasons that none has, and the preferences that are used. */
export function sorted(
  preferences: readonly Preference[],
  use: PreferenceUse,
): {
  readonly used: readonly Preference[]
  readonly leftOut: Readonly<Partial<Record<LeftOutReason, number>>>
} {
  const counts = new Map<LeftOutReason, number>()
  const used = preferences.filter((preference) => {
    const reason = leftOutBecause(preference, use)
    if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + 1)
    return reason === null
  })
  const leftOut = leftOutReasons.flatMap((reason) => {
    const n = counts.get(reason)
    return n === undefined ? [] : [[reason, n] as const]
  })
  return { used, leftOut: Object.fromEntries(leftOut) }
}
