import type { TrainingPlan } from '../training/train-model.ts'
import { answerFeatureNames, answerFeatureSchemaSha256 } from './answer-feature-schema.ts'

/**
 * How a reward model of answers is trained: on features of answers as they are, without an abstention head. An arm that writes
 * decides itself when to decline; a reward model only tells which of its answers reviewers would prefer.
 */
export function rewardPlan(
  of: Pick<TrainingPlan, 'l2' | 'seed' | 'licences' | 'softwareVersion' | 'findings'>,
): TrainingPlan {
  return {
    kind: 'reward',
    features: answerFeatureNames,
    featureSchemaSha256: answerFeatureSchemaSha256,
    weighed: answerFeatureNames,
    headFeatures: null,
    calibrationShare: 0,
    ...of,
  }
}
