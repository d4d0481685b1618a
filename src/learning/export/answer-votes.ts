import type { GradedPreference, PairwisePreference, Preference } from '../preferences/preference.ts'
import type { Reason } from './eligible.ts'

/** What one judgment says of one answer: good, bad, or neither. */
export type SideVote = 1 | 0 | -1

/** For answer A and, of a pair, answer B; null where the judgment says nothing of it. */
type Said = readonly (SideVote | null)[] | Reason

/** What a judgment says of its answers where a preference counts for the one and against the other. */
export function pairedVotes(preference: Preference): Said {
  if (preference.form === 'graded') return gradeVote(preference)
  const { outcome, adequacyA, adequacyB } = preference
  if (outcome === 'a' || outcome === 'b') {
    const preferred = outcome === 'a' ? ([1, -1] as const) : ([-1, 1] as const)
    return [adequacyA === false ? -1 : preferred[0], adequacyB === false ? -1 : preferred[1]]
  }
  return tieVotes(preference)
}

/** What a judgment says of each answer by itself: a preference alone says nothing of that. */
export function singleVotes(preference: Preference): Said {
  if (preference.form === 'graded') return gradeVote(preference)
  const { outcome, adequacyA, adequacyB } = preference
  if (outcome !== 'a' && outcome !== 'b') return tieVotes(preference)
  return adequacyA === null && adequacyB === null ? 'other-form' : [voteOf(adequacyA), voteOf(adequacyB)]
}

function tieVotes({ outcome, adequacyA, adequacyB }: PairwisePreference): Said {
  if (adequacyA !== null || adequacyB !== null) return [voteOf(adequacyA), voteOf(adequacyB)]
  if (outcome === 'tie-good') return [1, 1]
  if (outcome === 'tie-bad') return [-1, -1]
  return 'tie'
}

function voteOf(adequacy: boolean | null): SideVote | null {
  return adequacy === null ? null : adequacy ? 1 : -1
}

/**
 * Good from two thirds of the way up the scale (3 of 1 to 4, 4 of 1 to 5 is three quarters), bad at its least point; what
 * lies between is neither. A reviewer who would not act on the answer calls it bad whatever the grade.
 */
function gradeVote({ grade, scale, adequacyA }: GradedPreference): Said {
  if (grade === null) return 'missing-mark'
  if (adequacyA === false) return [-1]
  if (scale === null) return adequacyA === null ? 'scale-without-ends' : [1]
  const [least, greatest] = scale
  if (3 * (grade - least) >= 2 * (greatest - least)) return [1]
  return [grade <= least ? -1 : 0]
}
