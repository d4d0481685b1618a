import { featureNames, featureSchemaHash } from '../../search/rank/features/feature-schema.ts'
import { absoluteFeatures } from './abstention/absolute-features.ts'
import type { TrainingPlan } from './train-model.ts'

/** Hundredths of the questions that the head is calibrated on. */
const calibrationShare = 15

/** How a ranker of passages is trained: on the features that clinical search computes, with an abstention head. */
export function rankerPlan(
  of: Pick<TrainingPlan, 'l2' | 'seed' | 'licences' | 'softwareVersion'>,
): TrainingPlan {
  return {
    kind: 'ranker',
    features: featureNames,
    featureSchemaSha256: featureSchemaHash,
    headFeatures: absoluteFeatures,
    calibrationShare,
    ...of,
  }
}
