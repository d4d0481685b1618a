import type { Confidence } from '../../search/answer/confidence/confidence.ts'
import type { Query } from '../../search/query/query.ts'
import type { Candidate } from '../../search/rank/candidate.ts'
import { computeFeatures } from '../../search/rank/features/compute-features.ts'
import { featureNames } from '../../search/rank/features/feature-schema.ts'
import type { WordStatistics } from '../../search/rank/word-statistics.ts'
import { probabilityOf } from '../training/abstention/head-odds.ts'
import type { LogisticHead } from './trained-model.ts'

/**
 * The calibrated probability that the first candidate is good, as the confidence of clinical search.
 *
 * @param id Of the model that the head belongs to: a threshold is that of one model only.
 */
export function headConfidence(id: string, head: LogisticHead): Confidence {
  return {
    id,
    score(question, candidates, statistics) {
      const [first] = candidates
      return first === undefined ? 0 : headProbability(head, question.query, first, statistics)
    },
  }
}

/**
 * The calibrated probability that one candidate is good. Its features are computed of it alone: what its list is like tells nothing
 * of whether it answers.
 */
export function headProbability(
  head: LogisticHead,
  query: Query,
  candidate: Candidate,
  statistics: WordStatistics,
): number {
  const { values } = computeFeatures(query, [candidate], statistics)
  const byName = new Map<string, number>(featureNames.map((name, column) => [name, values[column]!]))
  return probabilityOf(head, (feature) => byName.get(feature) ?? 0)
}
