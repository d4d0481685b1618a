import type { PassageSearch } from './index/passage-search.ts'
import type { Query } from './query/query.ts'
import type { Candidate } from './rank/candidate.ts'
import { computeFeatures } from './rank/features/compute-features.ts'
import { checkedScores, type Ranker } from './rank/ranker.ts'
import { ranked } from './rank/tie-order.ts'

/** Passages that the first stage brings to the ranker. More cost time and change the top of the list little. */
export const usualCandidates = 50

/** Passages for a question, best first: found by their words, then put in order by the ranker. */
export async function findCandidates(
  query: Query,
  search: PassageSearch,
  ranker: Ranker,
  count: number = usualCandidates,
): Promise<readonly Candidate[]> {
  const found = await search.find(query.words, count)
  const candidates = found.map(({ passage, score }): Candidate => ({ passage, retrieval: score }))
  const scores = checkedScores(ranker, computeFeatures(query, candidates, search.statistics))
  const ids = candidates.map(({ passage }) => `${passage.source}/${passage.id}`)
  return ranked(query.text, ids, scores).flatMap((place) => candidates[place] ?? [])
}
