import { linearRanker } from '../../search/rank/linear-ranker.ts'
import type { Ranker } from '../../search/rank/ranker.ts'
import type { TrainedModel } from './trained-model.ts'

/** A trained ranker as clinical search uses it; of another schema of features it is refused. */
export function rankerOfModel(
  model: Pick<TrainedModel, 'id' | 'featureSchemaSha256' | 'priorWeight' | 'weights'>,
): Ranker {
  return linearRanker({
    id: model.id,
    schemaHash: model.featureSchemaSha256,
    priorWeight: model.priorWeight,
    weights: model.weights,
  })
}
