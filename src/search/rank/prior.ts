import { type FeatureName, featureColumn, featureSchemaHash } from './features/feature-schema.ts'
import { type FeatureTable, standardised } from './features/feature-table.ts'
import type { Ranker } from './ranker.ts'

/** The features of the prior; all count alike. */
export const priorFeatures: readonly FeatureName[] = [
  'bm_title',
  'bm_focus',
  'bm_ans_b3',
  'bm_all',
  'cov_all',
  'win_cov',
  'fo_cov',
  'fo_exact',
  'fo_fuzzy',
  'fo_main',
  'ty_match',
  'fo_x_ty',
]

const columns = priorFeatures.map(featureColumn)

/**
 * What a ranking is worth before anybody judged: the mean of its features, each standardised within the list of candidates. A
 * feature that is the same for all (no titles, no focus) adds nothing and takes nothing.
 */
export const labelFreePrior: Ranker = {
  id: 'label-free-prior-1',
  schemaHash: featureSchemaHash,
  score: priorScores,
}

export function priorScores(table: FeatureTable): Float64Array {
  const scores = new Float64Array(table.candidates)
  for (const column of columns) {
    const values = standardised(table, column)
    for (let row = 0; row < scores.length; row++) scores[row]! += values[row]! / columns.length
  }
  return scores
}
