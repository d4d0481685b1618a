import type { GradedPreference, JudgedAnswer, PairwisePreference, Preference } from './preference.ts'

/** One reviewer found one answer better than another: a pairwise mark, or two grades by the same reviewer. */
export interface Vote {
  /** Id of the judgment; of grades, of the later one. */
  readonly id: string
  readonly study: string
  readonly item: string
  readonly axis: string
  readonly reviewer: string | null
  readonly better: JudgedAnswer
  readonly worse: JudgedAnswer
  /** 1 for a slight preference, 2 for a strong one; of grades, their distance on a scale of four points. More than 0. */
  readonly gap: number
  /** Which was shown first; null where it is not known, and of grades. */
  readonly first: 'better' | 'worse' | null
  readonly decidedAt: string | null
  /** What was compared, whoever did it: item, axis and both answers without their order. */
  readonly unit: string
}

/** Steps between the ends of a scale of four points, which every scale is brought to. */
const steps = 3

/**
 * All votes in preferences. Grades become votes within one reviewer, item, axis and rendering, never across reviewers: two
 * reviewers may use a scale differently. Ties, equal grades and answers that read the same say nothing here.
 */
export function votesOf(preferences: readonly Preference[]): readonly Vote[] {
  const votes: Vote[] = []
  const graded = new Map<string, GradedPreference[]>()
  for (const preference of preferences) {
    if (preference.form === 'pairwise') {
      const vote = pairwiseVote(preference)
      if (vote !== null) votes.push(vote)
    } else if (preference.grade !== null && preference.reviewer !== null) {
      const { study, item, axis, rendering, reviewer } = preference
      const key = JSON.stringify([study, item, axis, rendering, reviewer])
      const list = graded.get(key)
      if (list === undefined) graded.set(key, [preference])
      else list.push(preference)
    }
  }
  for (const list of graded.values()) votes.push(...gradedVotes(list))
  return votes
}

/** What an answer goes by among answers to its item: its text, or where that is not on record its arm. */
export function answerName({ textSha256, arm }: JudgedAnswer): string {
  return textSha256 ?? `arm ${arm}`
}

function pairwiseVote(preference: PairwisePreference): Vote | null {
  const { a, b, outcome, first } = preference
  if ((outcome !== 'a' && outcome !== 'b') || answerName(a) === answerName(b)) return null
  const [better, worse] = outcome === 'a' ? [a, b] : [b, a]
  return {
    ...commonOf(preference, better, worse),
    gap: preference.strength ?? 1,
    first: first === null ? null : first === outcome ? 'better' : 'worse',
  }
}

function gradedVotes(list: readonly GradedPreference[]): Vote[] {
  // The last grade of an answer is the one that counts.
  const last = [...new Map(list.map((one) => [answerName(one.a), one])).values()]
  return last.flatMap((one, at) =>
    last.slice(0, at).flatMap((other): Vote[] => {
      const distance = (one.grade ?? 0) - (other.grade ?? 0)
      if (distance === 0) return []
      const [better, worse] = distance > 0 ? [one, other] : [other, one]
      const [low, high] = one.scale ?? [0, 1]
      return [
        {
          ...commonOf(one, better.a, worse.a),
          gap: (Math.abs(distance) / (high - low)) * steps,
          first: null,
        },
      ]
    }),
  )
}

function commonOf(preference: Preference, better: JudgedAnswer, worse: JudgedAnswer) {
  const { id, study, item, axis, reviewer, decidedAt } = preference
  const names = [answerName(better), answerName(worse)].sort()
  const unit = JSON.stringify([study, item, axis, ...names])
  return { id, study, item, axis, reviewer, better, worse, decidedAt, unit }
}
