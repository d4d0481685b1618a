import { createHash } from 'node:crypto'
import type { FeatureTable } from '../../search/rank/features/feature-table.ts'
import { checkedScores, type Ranker } from '../../search/rank/ranker.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { type Drafted, teamDraft } from './team-draft.ts'

/** A ranker that puts the passages of two rankings together, and the teams of its last list. */
export interface InterleavedRanker extends Ranker {
  /** Rows of the table that was scored last, in their order, with the ranking that put each there. */
  readonly drafted: () => readonly Drafted[]
}

/**
 * Interleaves two rankings of the passages that were found for one question. Made anew for each asking: who begins a round is
 * drawn by the seed and the id of the asking, so that whoever has both can draw again.
 *
 * Documents of `drafted` are the rows of the table, as text.
 */
export function interleavedRanker(
  incumbent: Ranker,
  candidate: Ranker,
  seed: number,
  asking: string,
): InterleavedRanker {
  let last: readonly Drafted[] = []
  return {
    id: `interleaved-${shortHash(`${incumbent.id} ${candidate.id}`)}`,
    schemaHash: incumbent.schemaHash,
    score(table: FeatureTable): Float64Array {
      const generator = createGenerator(seed, 'interleaving', asking)
      last = teamDraft(orderOf(incumbent, table), orderOf(candidate, table), generator)
      const scores = new Float64Array(table.candidates)
      // Only the place counts: it stands as a score that falls with it.
      for (const [place, { document }] of last.entries()) scores[Number(document)] = last.length - place
      return scores
    },
    drafted: () => last,
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
