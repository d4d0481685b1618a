import { answerName, type Vote } from '../votes.ts'

/** A reviewer's vote beside those of others on the same pair. */
export interface SharedVote {
  readonly reviewer: string
  readonly unit: string
  /** 1 where the first answer of the unit, by its name, is preferred, else -1. */
  readonly choice: 1 | -1
  readonly decidedAt: string | null
}

/** Units that at least two reviewers voted on, with the first vote of each of them. */
export function sharedUnits(
  votes: readonly Vote[],
  without: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, readonly SharedVote[]> {
  const units = new Map<string, Map<string, SharedVote>>()
  for (const { unit, reviewer, better, worse, decidedAt } of votes) {
    if (reviewer === null || without.has(reviewer)) continue
    const present = units.get(unit) ?? new Map<string, SharedVote>()
    units.set(unit, present)
    if (!present.has(reviewer))
      present.set(reviewer, {
        reviewer,
        unit,
        choice: answerName(better) < answerName(worse) ? 1 : -1,
        decidedAt,
      })
  }
  return new Map(
    [...units]
      .filter(([, present]) => present.size > 1)
      .map(([unit, present]) => [unit, [...present.values()]]),
  )
}

/** A reviewer's vote with the share of the others of its unit who voted the same. */
export interface ComparedVote extends SharedVote {
  readonly agreeing: number
  readonly others: readonly SharedVote[]
}

export function comparedVotes(units: ReadonlyMap<string, readonly SharedVote[]>): readonly ComparedVote[] {
  return [...units.values()].flatMap((votes) =>
    votes.map((vote) => {
      const others = votes.filter(({ reviewer }) => reviewer !== vote.reviewer)
      const agreeing = others.filter(({ choice }) => choice === vote.choice).length / others.length
      return { ...vote, agreeing, others }
    }),
  )
}

/** Reviewers with their votes, in the order of the pseudonyms. */
export function byReviewer<One extends { readonly reviewer: string }>(
  votes: readonly One[],
): readonly (readonly [string, readonly One[]])[] {
  const lists = new Map<string, One[]>()
  for (const vote of votes) {
    const list = lists.get(vote.reviewer)
    if (list === undefined) lists.set(vote.reviewer, [vote])
    else list.push(vote)
  }
  return [...lists].sort(([one], [other]) => (one < other ? -1 : 1))
}
