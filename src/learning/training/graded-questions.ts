import type { RankingQuestion } from '../../search/evaluation/ranking-question.ts'
import { understandQuestion } from '../../search/query/understand.ts'
import { computeFeatures } from '../../search/rank/features/compute-features.ts'
import type { PassageStatistics } from '../../search/rank/passage-statistics.ts'
import { priorScores } from '../../search/rank/prior.ts'
import { questionSha256 } from '../preferences/split.ts'
import { gradedPairs } from './graded-pairs.ts'
import type { LearningQuestion } from './learning-question.ts'

/** A question of a graded set with the features of its candidates, as the ranker of a search computes them. */
export function learningQuestionOfGraded(
  { id, text, candidates }: RankingQuestion,
  { statistics, vocabulary }: PassageStatistics,
): LearningQuestion {
  const query = understandQuestion(text, vocabulary)
  const table = computeFeatures(
    query,
    candidates.map(({ passage }) => ({ passage, retrieval: 0 })),
    statistics,
  )
  const grades = candidates.map(({ grade }) => grade)
  return {
    id,
    questionSha256: questionSha256(text),
    candidates: candidates.length,
    features: table.values,
    prior: priorScores(table),
    pairs: gradedPairs(grades),
    grades,
  }
}
