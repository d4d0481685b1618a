import { createHash } from 'node:crypto'
import type { FeatureTable } from '../../search/rank/features/feature-table.ts'
import { checkedScores, type Ranker } from '../../search/rank/ranker.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { type Drafted, teamDraft } from './team-draft.ts'

/** A ranker that puts the passages of two rankings together, and the teams of each list that it made. */
export interface InterleavedRanker extends Ranker {
  /**
   * Lists in the order in which tables were scored: rows of the table, best first, with the ranking that put each there.
   * A question that is searched for again in other words has several.
   */
  readonly drafts: () => readonly (readonly Drafted[])[]
}

/**
 * Interleaves two rankings of the passages that were found for one question. Made anew for each asking: who begins a round is
 * drawn by the seed and the id of the asking, so that whoever has both can draw again.
 *
 * Documents of `drafts` are the rows of the table, as text.
 */
export function interleavedRanker(
  incumbent: Ranker,
  candidate: Ranker,
  seed: number,
  asking: string,
): InterleavedRanker {
  const drafts: (readonly Drafted[])[] = []
  return {
    id: `interleaved-${shortHash(`${incumbent.id} ${candidate.id}`)}`,
    schemaHash: incumbent.schemaHash,
    score(table: FeatureTable): Float64Array {
      const generator = createGenerator(seed, 'interleaving', asking)
      const last = teamDraft(orderOf(incumbent, table), orderOf(candidate, table), generator)
      const scores = new Float64Array(table.candidates)
      drafts.push(last)
      // Only the place counts: it stands as a score that falls with it.
      for (const [place, { document }] of last.entries()) scores[Number(document)] = last.length - place
      return scores
    },
    drafts: () => drafts,
  }
}

function orderOf(ranker: Ranker, table: FeatureTable): readonly string[] {
  const scores = checkedScores(ranker, table)
  return Array.from(scores, (_, row) => row)
    .sort((one, other) => scores[other]! - scores[one]! || one - other)
    .map(String)
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
