import type { LearningPair, LearningQuestion } from '../training/learning-question.ts'
import { type PreferenceUse, sorted } from './left-out.ts'
import type { JudgedAnswer, Preference } from './preference.ts'
import { answerName, votesOf } from './votes.ts'

/** Grades are brought to a scale of four points. */
const [lowest, steps] = [1, 3]

/** A distinct text that was judged, by what it goes by within its question. */
export interface JudgedText {
  readonly name: string
  readonly text: string
  /** Words of the passages that it cites, as far as they are on record. */
  readonly quotes: readonly string[]
}

/** A question with all texts that were judged, by name, and what was said of them. */
export interface JudgedQuestion extends Pick<LearningQuestion, 'id' | 'questionSha256' | 'pairs' | 'grades'> {
  readonly question: string
  /** Pseudonyms of those whose grades are in it. */
  readonly gradedBy: readonly string[]
  readonly texts: readonly JudgedText[]
}

/**
 * Preferences by question, in the order of study and item. Every vote is a pair of its own, those that contradict each other too: a
 * consensus would hide how far reviewers differ. Only what `use` allows goes in; questions without a pair and without a
 * grade are left out.
 */
export function judgedQuestionsOf(
  preferences: readonly Preference[],
  use: PreferenceUse,
): readonly JudgedQuestion[] {
  const questions = new Map<string, Preference[]>()
  for (const preference of sorted(preferences, use).used) {
    const key = JSON.stringify([preference.study, preference.item])
    const list = questions.get(key)
    if (list === undefined) questions.set(key, [preference])
    else list.push(preference)
  }
  return [...questions]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([id, judged]) => {
      const [{ question, questionSha256 } = { question: '', questionSha256: '' }] = judged
      const texts = textsOf(judged)
      const rows = new Map(texts.map(({ name }, row) => [name, row]))
      const pairs = pairsOf(judged, rows)
      const grades = gradesOf(judged, rows)
      if (pairs.length === 0 && grades.every((grade) => grade === null)) return []
      return [{ id, question, questionSha256, texts, pairs, grades, gradedBy: gradersOf(judged) }]
    })
}

/** By name, so that no order of marks decides anything. */
function textsOf(judged: readonly Preference[]): readonly JudgedText[] {
  const texts = new Map(
    judged
      .flatMap(answersOf)
      .flatMap((answer) => (answer.text === null ? [] : [[answerName(answer), answer] as const])),
  )
  return [...texts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, { text, quotes }]) => ({ name, text: text ?? '', quotes: quotes ?? [] }))
}

function answersOf(preference: Preference): readonly JudgedAnswer[] {
  return preference.form === 'pairwise' ? [preference.a, preference.b] : [preference.a]
}

function pairsOf(judged: readonly Preference[], rows: ReadonlyMap<string, number>): readonly LearningPair[] {
  return votesOf(judged).flatMap(({ better, worse, gap, reviewer }) => {
    const [above, below] = [rows.get(answerName(better)), rows.get(answerName(worse))]
    return above === undefined || below === undefined ? [] : [{ better: above, worse: below, gap, reviewer }]
  })
}

function gradersOf(judged: readonly Preference[]): readonly string[] {
  const graders = judged.flatMap((one) =>
    one.form === 'graded' && one.grade !== null && one.scale !== null ? (one.reviewer ?? []) : [],
  )
  return [...new Set(graders)].sort()
}

/** Mean over reviewers; on scales with two ends alone, since a rubric's score has no lower one. */
function gradesOf(
  judged: readonly Preference[],
  rows: ReadonlyMap<string, number>,
): readonly (number | null)[] {
  const sums = [...rows].map(() => ({ sum: 0, n: 0 }))
  for (const one of judged) {
    if (one.form !== 'graded' || one.grade === null || one.scale === null) continue
    const tally = sums[rows.get(answerName(one.a)) ?? -1]
    if (tally === undefined) continue
    const [low, high] = one.scale
    tally.sum += lowest + (steps * (one.grade - low)) / (high - low)
    tally.n += 1
  }
  return sums.map(({ sum, n }) => (n === 0 ? null : sum / n))
}
