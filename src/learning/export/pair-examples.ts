import type { PairwisePreference, Preference } from '../preferences/preference.ts'
import { inOrderOfIds } from '../preferences/preferences-hash.ts'
import { capped, type Example } from './cap.ts'
import {
  answerKey,
  type Choice,
  type ExportedAnswer,
  exportedAnswer,
  type Known,
  knownOf,
  reasonAgainst,
} from './eligible.ts'
import { type Counts, Tally } from './tally.ts'

/** How several judgments of one pair become examples; the words stand in the manifest. */
export const judgmentRules = {
  majority:
    'One example for a pair: the answer that more judgments prefer. Ties count for neither; a pair with as many for the one as for the other is left out.',
  all: 'One example for each judgment that prefers an answer, also where judgments of a pair disagree.',
} as const

export type JudgmentRule = keyof typeof judgmentRules

export interface PairChoice extends Choice {
  readonly judgments: JudgmentRule
  /** Most examples of one question; null: no cap. */
  readonly cap: number | null
  readonly seed: number
}

/** One answer was preferred to another. */
export interface PairExample extends Example {
  readonly question: string
  readonly chosen: ExportedAnswer
  readonly rejected: ExportedAnswer
  /** Mean strength of the judgments for the chosen answer that say one; null where none does. */
  readonly strength: number | null
}

interface Vote {
  readonly preference: PairwisePreference
  readonly first: ExportedAnswer
  readonly second: ExportedAnswer
  /** 1 for the answer whose hash comes first, -1 for the other, 0 for a tie. */
  readonly value: 1 | 0 | -1
}

/** Pairs of answers of which one was preferred, in canonical order, and what became of every judgment. */
export function pairExamples(
  preferences: readonly Preference[],
  choice: PairChoice,
): { readonly examples: readonly PairExample[]; readonly counts: Counts } {
  const known = knownOf(preferences)
  const tally = new Tally()
  const votes = new Map<string, Vote[]>()
  for (const preference of inOrderOfIds(preferences)) {
    const vote = voteOf(preference, choice, known)
    if (typeof vote === 'string') {
      tally.leaveOut(vote)
      continue
    }
    if (vote.value === 0) tally.tie()
    const key = [preference.questionSha256, preference.axis, vote.first.sha256, vote.second.sha256].join(' ')
    const own = votes.get(key)
    if (own === undefined) votes.set(key, [vote])
    else own.push(vote)
  }
  const found = [...votes.entries()].flatMap(([key, own]) => examplesOf(key, own, choice, known, tally))
  const { kept, over } = capped(found, choice.cap, choice.seed)
  for (const { judgments } of kept) tally.use(judgments)
  for (const { judgments } of over) tally.leaveOut('over-cap', judgments)
  return { examples: kept, counts: tally.counts() }
}

function voteOf(preference: Preference, choice: Choice, known: Known) {
  const against = reasonAgainst(preference, choice, known)
  if (against !== null) return against
  if (preference.form !== 'pairwise') return 'other-form'
  const a = exportedAnswer(preference.a, choice)
  const b = exportedAnswer(preference.b, choice)
  if (typeof a === 'string') return a
  if (typeof b === 'string') return b
  if (a.text === b.text || a.sha256 === b.sha256) return 'same-text'
  const forA = preference.outcome === 'a' ? 1 : preference.outcome === 'b' ? -1 : 0
  const vote: Vote =
    a.sha256 < b.sha256
      ? { preference, first: a, second: b, value: forA }
      : { preference, first: b, second: a, value: forA === 0 ? 0 : forA === 1 ? -1 : 1 }
  return vote
}

function examplesOf(
  key: string,
  votes: readonly Vote[],
  { judgments }: PairChoice,
  known: Known,
  tally: Tally,
): PairExample[] {
  const forFirst = votes.filter(({ value }) => value === 1)
  const forSecond = votes.filter(({ value }) => value === -1)
  const ties = votes.length - forFirst.length - forSecond.length
  if (forFirst.length > 0 && forSecond.length > 0) tally.conflict()
  if (ties === votes.length) {
    tally.leaveOut('tie', ties)
    return []
  }
  if (judgments === 'all') {
    tally.leaveOut('tie', ties)
    return [...forFirst, ...forSecond].flatMap((vote, place) =>
      example(`${key} ${String(place).padStart(6, '0')}`, [vote], 1, known, tally),
    )
  }
  if (forFirst.length === forSecond.length) {
    tally.leaveOut('split-vote', votes.length)
    return []
  }
  const winners = forFirst.length > forSecond.length ? forFirst : forSecond
  return example(key, winners, votes.length, known, tally)
}

function example(
  order: string,
  winners: readonly Vote[],
  judgments: number,
  known: Known,
  tally: Tally,
): PairExample[] {
  const { preference, first, second, value } = winners[0]!
  const [chosen, rejected] = value === 1 ? [first, second] : [second, first]
  if (known.harmful.has(answerKey(preference.questionSha256, chosen.sha256))) {
    tally.leaveOut('serious-harm', judgments)
    return []
  }
  const strengths = winners.map((vote) => vote.preference.strength).filter((strength) => strength !== null)
  return [
    {
      questionSha256: preference.questionSha256,
      order,
      judgments,
      question: preference.question,
      chosen,
      rejected,
      strength:
        strengths.length === 0 ? null : strengths.reduce((sum, each) => sum + each, 0) / strengths.length,
    },
  ]
}
