import { understandQuestion } from '../../search/query/understand.ts'
import { computeFeatures } from '../../search/rank/features/compute-features.ts'
import { type PassageStatistics, passageStatistics } from '../../search/rank/passage-statistics.ts'
import { priorScores } from '../../search/rank/prior.ts'
import type { LearningPair, LearningQuestion } from '../training/learning-question.ts'
import { answerPassage } from './answer-passage.ts'
import { forTraining, type PreferenceUse, sorted } from './left-out.ts'
import type { JudgedAnswer, Preference } from './preference.ts'
import { answerName, votesOf } from './votes.ts'

/** Grades are brought to a scale of four points. */
const [lowest, steps] = [1, 3]

/**
 * Preferences as questions to learn from, over the features that a search computes of passages: every distinct text of an answer
 * is a candidate. Every vote is a pair of its own, those that contradict each other too: a consensus would hide how far
 * reviewers differ. Only what `use` allows goes in; ties and marks that make no pair leave candidates without one.
 *
 * @param background Statistics of words; those of all candidates when left out.
 * @returns In the order of study and item; questions without a pair and without a grade are left out.
 */
export function learningQuestionsOf(
  preferences: readonly Preference[],
  {
    use = forTraining,
    background,
  }: { readonly use?: PreferenceUse; readonly background?: PassageStatistics } = {},
): readonly LearningQuestion[] {
  const questions = new Map<string, Preference[]>()
  for (const preference of sorted(preferences, use).used) {
    const key = JSON.stringify([preference.study, preference.item])
    const list = questions.get(key)
    if (list === undefined) questions.set(key, [preference])
    else list.push(preference)
  }
  const prepared = [...questions]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, judged]) => ({ id, judged, passages: passagesOf(judged) }))
  const words = background ?? passageStatistics(prepared.flatMap(({ passages }) => passages))
  return prepared.flatMap(({ id, judged, passages }) => {
    const [{ question, questionSha256 } = { question: '', questionSha256: '' }] = judged
    const rows = new Map(passages.map((passage, row) => [passage.id, row]))
    const pairs = pairsOf(judged, rows)
    const grades = gradesOf(judged, rows)
    if (pairs.length === 0 && grades.every((grade) => grade === null)) return []
    const query = understandQuestion(question, words.vocabulary)
    const candidates = passages.map((passage) => ({ passage, retrieval: 0 }))
    const table = computeFeatures(query, candidates, words.statistics)
    return [
      {
        id,
        questionSha256,
        candidates: passages.length,
        features: table.values,
        prior: priorScores(table),
        pairs,
        grades,
        gradedBy: gradersOf(judged),
      },
    ]
  })
}

/** By name, so that no order of marks decides anything. */
function passagesOf(judged: readonly Preference[]) {
  const texts = new Map(
    judged
      .flatMap(answersOf)
      .flatMap((answer) => (answer.text === null ? [] : [[answerName(answer), answer.text] as const])),
  )
  return [...texts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, text]) => answerPassage(name, text))
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
