import { understandQuestion } from '../../search/query/understand.ts'
import { computeFeatures } from '../../search/rank/features/compute-features.ts'
import { type PassageStatistics, passageStatistics } from '../../search/rank/passage-statistics.ts'
import { priorScores } from '../../search/rank/prior.ts'
import type { LearningQuestion } from '../training/learning-question.ts'
import { answerPassage } from './answer-passage.ts'
import { judgedQuestionsOf } from './judged-questions.ts'
import { forTraining, type PreferenceUse } from './left-out.ts'
import type { Preference } from './preference.ts'

/**
 * Preferences as questions to learn from, over the features that a search computes of passages: every distinct text of an answer
 * is a candidate.
 *
 * @param background Statistics of words; those of all candidates when left out.
 */
export function learningQuestionsOf(
  preferences: readonly Preference[],
  {
    use = forTraining,
    background,
  }: { readonly use?: PreferenceUse; readonly background?: PassageStatistics } = {},
): readonly LearningQuestion[] {
  const prepared = judgedQuestionsOf(preferences, use).map((judged) => ({
    judged,
    passages: judged.texts.map(({ name, text }) => answerPassage(name, text)),
  }))
  const words = background ?? passageStatistics(prepared.flatMap(({ passages }) => passages))
  return prepared.map(({ judged: { id, question, questionSha256, pairs, grades, gradedBy }, passages }) => {
    const query = understandQuestion(question, words.vocabulary)
    const candidates = passages.map((passage) => ({ passage, retrieval: 0 }))
    const table = computeFeatures(query, candidates, words.statistics)
    return {
      id,
      questionSha256,
      candidates: passages.length,
      features: table.values,
      prior: priorScores(table),
      pairs,
      grades,
      gradedBy,
    }
  })
}
