import type { Preference } from '../preferences/preference.ts'
import { inOrderOfIds } from '../preferences/preferences-hash.ts'
import { pairedVotes, type SideVote, singleVotes } from './answer-votes.ts'
import { capped, type Example } from './cap.ts'
import {
  answerKey,
  type Choice,
  type ExportedAnswer,
  exportedAnswer,
  knownOf,
  type Reason,
  reasonAgainst,
} from './eligible.ts'
import { type Counts, Tally } from './tally.ts'

/** Which answers a file wants: good ones to be imitated, or every answer with a label. */
export type AnswerUse = 'good-answers' | 'labelled-answers'

/** How judgments become good and bad answers; the words stand in the manifest. */
export const answerRules: Readonly<Record<AnswerUse, string>> = {
  'good-answers':
    'An answer is good where more judgments speak for it than against it. For it: preferred, both good, graded in the upper third of the scale. Against it: the other was preferred, neither good, the least grade, or the reviewer would not act on it.',
  'labelled-answers':
    'Marks of single answers only: whether the reviewer would act on it, both good or neither good, the upper third of the scale or its least grade. An answer has the label of the greater number; where both are as many it is left out.',
}

export interface AnswerChoice extends Choice {
  readonly use: AnswerUse
  /** Most examples of one question; null: no cap. */
  readonly cap: number | null
  readonly seed: number
}

/** An answer that judgments call good or bad. */
export interface AnswerExample extends Example {
  readonly question: string
  readonly answer: ExportedAnswer
  readonly good: boolean
}

interface Group {
  readonly question: string
  readonly questionSha256: string
  readonly answer: ExportedAnswer
  readonly votes: SideVote[]
  readonly judgments: Set<string>
}

/** Answers that are good or bad by judgments, in canonical order, and what became of every judgment. */
export function answerExamples(
  preferences: readonly Preference[],
  choice: AnswerChoice,
): { readonly examples: readonly AnswerExample[]; readonly counts: Counts } {
  const known = knownOf(preferences)
  const tally = new Tally()
  const groups = new Map<string, Group>()
  const groupsOf = new Map<string, string[]>()
  for (const preference of inOrderOfIds(preferences)) {
    const votes = reasonAgainst(preference, choice, known) ?? votesOf(preference, choice)
    if (typeof votes === 'string') {
      tally.leaveOut(votes)
      continue
    }
    if (preference.form === 'pairwise' && preference.outcome.startsWith('tie')) tally.tie()
    for (const { answer, vote } of votes) {
      const key = answerKey(preference.questionSha256, answer.sha256)
      const { question, questionSha256 } = preference
      const group = groups.get(key) ?? { question, questionSha256, answer, votes: [], judgments: new Set() }
      groups.set(key, group)
      group.votes.push(vote)
      group.judgments.add(preference.id)
      groupsOf.set(preference.id, [...(groupsOf.get(preference.id) ?? []), key])
    }
  }
  const fates = new Map<string, Reason | 'used'>()
  const found = [...groups].flatMap(([key, group]) => {
    if (group.votes.includes(1) && group.votes.includes(-1)) tally.conflict()
    const label = labelOf(group, choice.use, known.harmful.has(key))
    if (typeof label === 'string') {
      fates.set(key, label)
      return []
    }
    return [exampleOf(group, key, label)]
  })
  const { kept, over } = capped(found, choice.cap, choice.seed)
  for (const { order } of kept) fates.set(order, 'used')
  for (const { order } of over) fates.set(order, 'over-cap')
  for (const keys of groupsOf.values()) {
    const own = keys.map((key) => fates.get(key)!)
    if (own.includes('used')) tally.use(1)
    else for (const fate of own.slice(0, 1)) if (fate !== 'used') tally.leaveOut(fate)
  }
  return { examples: kept, counts: tally.counts() }
}

function exampleOf({ question, questionSha256, answer, judgments }: Group, key: string, good: boolean) {
  const example: AnswerExample = {
    questionSha256,
    order: key,
    judgments: judgments.size,
    question,
    answer,
    good,
  }
  return example
}

function labelOf({ votes }: Group, use: AnswerUse, harmful: boolean): boolean | Reason {
  const sum = votes.reduce<number>((before, vote) => before + vote, 0)
  if (sum === 0) return 'neither-good-nor-bad'
  if (sum > 0) return harmful ? 'serious-harm' : true
  return use === 'good-answers' ? 'bad-answer' : false
}

/** What a judgment says of each of its answers that may be exported, or why it says nothing. */
function votesOf(preference: Preference, choice: AnswerChoice) {
  const said = choice.use === 'good-answers' ? pairedVotes(preference) : singleVotes(preference)
  if (typeof said === 'string') return said
  const sides = preference.form === 'pairwise' ? [preference.a, preference.b] : [preference.a]
  const votes: { readonly answer: ExportedAnswer; readonly vote: SideVote }[] = []
  let against: Reason | null = null
  for (const [place, side] of sides.entries()) {
    const vote = said[place] ?? null
    if (vote === null) continue
    const answer = exportedAnswer(side, choice)
    if (typeof answer === 'string') against ??= answer
    else votes.push({ answer, vote })
  }
  if (votes.length > 0) return votes
  return against ?? 'other-form'
}
