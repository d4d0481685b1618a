import { featureNames, featureSchemaHash } from '../../search/rank/features/feature-schema.ts'
import { absoluteFeatures } from './abstention/absolute-features.ts'
import type { TrainingPlan } from './train-model.ts'

/** Hundredths of the questions that the head is calibrated on. */
const calibrationShare = 15

/**
 * Shares of the greatest (`_norm`) are the same once they are standardised within the list, and weigh a feature twice. Places (`_rr`)
 * add nothing on the questions of MEDIQA's training sets that were held out, and of a model that was trained on one set and tried on the
 * other they take most of the gain away.
 */
const weighedFeatures = featureNames.filter((name) => !/_(?:norm|rr)$/.test(name))

/** How a ranker of passages is trained: on the features that clinical search computes, with an abstention head. */
export function rankerPlan(
  of: Pick<TrainingPlan, 'l2' | 'seed' | 'licences' | 'softwareVersion' | 'findings'>,
): TrainingPlan {
  return {
    kind: 'ranker',
    features: featureNames,
    featureSchemaSha256: featureSchemaHash,
    weighed: weighedFeatures,
    headFeatures: absoluteFeatures,
    calibrationShare,
    ...of,
  }
}
