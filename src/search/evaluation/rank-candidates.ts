import { understandQuestion } from '../query/understand.ts'
import { computeFeatures } from '../rank/features/compute-features.ts'
import type { PassageStatistics } from '../rank/passage-statistics.ts'
import { checkedScores, type Ranker } from '../rank/ranker.ts'
import { ranked } from '../rank/tie-order.ts'
import type { RankingQuestion } from './ranking-question.ts'
import { runLine } from './trec.ts'

/** A candidate in its place. */
export interface RankedCandidate {
  readonly id: string
  readonly score: number
}

/** Ranks the candidates of one question, the best first. Grades and the order given are not looked at. */
export function rankCandidates(
  question: RankingQuestion,
  ranker: Ranker,
  { statistics, vocabulary }: PassageStatistics,
): RankedCandidate[] {
  const query = understandQuestion(question.text, vocabulary)
  const candidates = question.candidates.map(({ passage }) => ({ passage, retrieval: 0 }))
  const scores = checkedScores(ranker, computeFeatures(query, candidates, statistics))
  const ids = question.candidates.map(({ passage }) => passage.id)
  return ranked(question.id, ids, scores).map((index) => ({
    id: ids[index] ?? '',
    score: scores[index] ?? Number.NaN,
  }))
}

/** Lines of a TREC run for questions with their candidates. */
export function* rankingRun(
  questions: Iterable<RankingQuestion>,
  ranker: Ranker,
  background: PassageStatistics,
): Generator<string> {
  for (const question of questions)
    for (const [index, { id, score }] of rankCandidates(question, ranker, background).entries())
      yield runLine({ question: question.id, document: id, rank: index + 1, score, tag: ranker.id })
}
