import { featureSchemaHash } from './features/feature-schema.ts'
import { type FeatureTable, featureWidth, standardised } from './features/feature-table.ts'
import { priorScores } from './prior.ts'
import type { Ranker } from './ranker.ts'

/** Weights of a trained ranker: s0 * prior + w . x, with x standardised within the list. */
export interface LinearWeights {
  readonly id: string
  readonly schemaHash: string
  /** Free: 0 where labels say that the prior is worth nothing. */
  readonly priorWeight: number
  /** One a feature, in the order of the schema. */
  readonly weights: ArrayLike<number>
}

export function linearRanker(model: LinearWeights): Ranker {
  if (model.schemaHash !== featureSchemaHash) {
    throw new RangeError(
      `model ${model.id} was trained on features of schema ${model.schemaHash}, not ${featureSchemaHash}`,
    )
  }
  if (model.weights.length !== featureWidth) {
    throw new RangeError(`model ${model.id} must have ${featureWidth} weights, not ${model.weights.length}`)
  }
  return {
    id: model.id,
    schemaHash: model.schemaHash,
    score(table: FeatureTable): Float64Array {
      const scores = priorScores(table).map((score) => model.priorWeight * score)
      for (let column = 0; column < featureWidth; column++) {
        const weight = model.weights[column]!
        if (weight === 0) continue
        const values = standardised(table, column)
        for (let row = 0; row < scores.length; row++) scores[row]! += weight * values[row]!
      }
      return scores
    },
  }
}
