import type { Confidence } from '../../search/answer/confidence/confidence.ts'
import { computeFeatures } from '../../search/rank/features/compute-features.ts'
import { featureNames } from '../../search/rank/features/feature-schema.ts'
import { probabilityOf } from '../training/abstention/head-odds.ts'
import type { LogisticHead } from './trained-model.ts'

/**
 * The calibrated probability that the first candidate is good, as the confidence of clinical search. It looks at that candidate
 * alone: what its list is like tells nothing of whether it answers.
 *
 * @param id Of the model that the head belongs to: a threshold is that of one model only.
 */
export function headConfidence(id: string, head: LogisticHead): Confidence {
  return {
    id,
    score(question, candidates, statistics) {
      const first = candidates.slice(0, 1)
      if (first.length === 0) return 0
      const { values } = computeFeatures(question.query, first, statistics)
      const byName = new Map<string, number>(featureNames.map((name, column) => [name, values[column]!]))
      return probabilityOf(head, (feature) => byName.get(feature) ?? 0)
    },
  }
}
