import type { Passage } from './corpus/passage.ts'
import type { VectorSearch } from './dense/vector-search.ts'
import type { PassageSearch } from './index/passage-search.ts'
import type { Query } from './query/query.ts'
import type { Candidate } from './rank/candidate.ts'
import { fuse } from './rank/fuse.ts'

/** Names a passage among those of all sources. */
export function passageKey({ source, id }: Passage): string {
  return `${source}/${id}`
}

/**
 * Passages found by their words and by their vectors, in one list by reciprocal rank fusion. Each of both lists is read twice as far
 * as the fused one goes. `retrieval` stays the score by words; it is 0 for a passage that vectors alone found.
 */
export async function findHybrid(
  query: Query,
  search: PassageSearch,
  vectors: VectorSearch,
  count: number,
): Promise<readonly Candidate[]> {
  const [byWords, byVectors] = await Promise.all([
    search.find(query.words, 2 * count),
    vectors.find(query.text, 2 * count),
  ])
  const candidates = new Map<string, Candidate>()
  for (const { passage } of byVectors) candidates.set(passageKey(passage), { passage, retrieval: 0 })
  for (const { passage, score } of byWords) candidates.set(passageKey(passage), { passage, retrieval: score })
  const lists = [byWords, byVectors].map((found) => found.map(({ passage }) => passageKey(passage)))
  return fuse(query.text, lists)
    .slice(0, count)
    .flatMap(({ id }) => candidates.get(id) ?? [])
}
