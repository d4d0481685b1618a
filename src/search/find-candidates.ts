import type { VectorSearch } from './dense/vector-search.ts'
import { findHybrid, passageKey } from './find-hybrid.ts'
import type { PassageSearch } from './index/passage-search.ts'
import type { Query } from './query/query.ts'
import type { Candidate } from './rank/candidate.ts'
import { computeFeatures } from './rank/features/compute-features.ts'
import { checkedScores, type Ranker } from './rank/ranker.ts'
import { ranked } from './rank/tie-order.ts'

/** Passages that the first stage brings to the ranker. More cost time and change the top of the list little. */
export const usualCandidates = 50

/**
 * Passages for a question, best first: found by their words, and by their vectors where there are some, then put in order by the
 * ranker.
 */
export async function findCandidates(
  query: Query,
  search: PassageSearch,
  ranker: Ranker,
  count: number = usualCandidates,
  vectors: VectorSearch | null = null,
): Promise<readonly Candidate[]> {
  const candidates =
    vectors === null
      ? (await search.find(query.words, count)).map(
          ({ passage, score }): Candidate => ({ passage, retrieval: score }),
        )
      : await findHybrid(query, search, vectors, count)
  const scores = checkedScores(ranker, computeFeatures(query, candidates, search.statistics))
  const ids = candidates.map(({ passage }) => passageKey(passage))
  return ranked(query.text, ids, scores).flatMap((place) => candidates[place] ?? [])
}
