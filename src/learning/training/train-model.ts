import { modelId } from '../model/model-text.ts'
import { modelVersion, type TrainedModel } from '../model/trained-model.ts'
import type { DataFinding } from '../preferences/checks/data-finding.ts'
import { reviewerSha256 } from '../preferences/reviewer-split.ts'
import { splitOf } from '../preferences/split.ts'
import { trainHead } from './abstention/train-head.ts'
import { chooseL2, type L2Choice } from './choose-l2.ts'
import { canonicalQuestions, learningDataSha256 } from './data-hash.ts'
import { type FeatureUse, scalingOf } from './feature-use.ts'
import { fitPairs } from './fit-pairs.ts'
import type { LearningQuestion } from './learning-question.ts'
import { pairDesign } from './pair-design.ts'

/** What is trained, on what features, and how. */
export interface TrainingPlan {
  readonly kind: TrainedModel['kind']
  readonly features: readonly string[]
  readonly featureSchemaSha256: string
  /** Those that are weighed; the others have a weight of 0. */
  readonly weighed: readonly string[]
  /** Features of the abstention head; null trains none. */
  readonly headFeatures: readonly string[] | null
  readonly l2: L2Choice
  /** Of the folds that choose a penalty; part of the model. */
  readonly seed: number
  /** Hundredths of the questions that the head is calibrated on. */
  readonly calibrationShare: number
  /** Of the data, each once, in any order. */
  readonly licences: readonly string[]
  readonly softwareVersion: string
  /** Of the checks of the reviewers; none where nobody is known. */
  readonly findings?: readonly DataFinding[]
}

/**
 * Trains a model on judged questions: weights of the prior and of the features on all pairs, and where there are grades the
 * abstention head. Questions of the gate are left out by who calls. Equal data, plan and software give equal bytes.
 *
 * @throws RangeError where a question does not fit the features, or an `l2` of 0 leaves the weights undetermined.
 */
export function trainModel(given: readonly LearningQuestion[], plan: TrainingPlan): TrainedModel {
  const questions = canonicalQuestions(given)
  const use = featureUse(plan)
  const { l2, rule } = chooseL2(questions, use, plan.l2, plan.seed)
  const design = pairDesign(questions, use)
  const fit = fitPairs(design, l2)
  const reviewers = reviewersOf(questions)
  const isForCalibration = ({ questionSha256 }: LearningQuestion) =>
    splitOf(questionSha256, { calibration: plan.calibrationShare, gate: 0 }) === 'calibration'
  const model: Omit<TrainedModel, 'id'> = {
    schemaVersion: modelVersion,
    kind: plan.kind,
    featureSchemaSha256: plan.featureSchemaSha256,
    features: [...plan.features],
    priorWeight: fit.priorWeight,
    weights: [...fit.weights],
    abstention:
      plan.headFeatures === null
        ? null
        : trainHead(
            {
              fitting: questions.filter((question) => !isForCalibration(question)),
              calibrating: questions.filter(isForCalibration),
            },
            { names: plan.features, chosen: plan.headFeatures, use, l2 },
          ),
    training: {
      dataSha256: learningDataSha256(questions),
      seed: plan.seed,
      l2,
      l2Rule: rule,
      questions: questions.length,
      pairs: design.pairs,
      reviewers: reviewers.length,
      reviewerSha256s: reviewers.map(reviewerSha256).sort(),
      findings: [...(plan.findings ?? [])],
      questionSha256s: [...new Set(questions.map(({ questionSha256 }) => questionSha256))].sort(),
      licences: [...new Set(plan.licences)].sort(),
      loss: fit.loss,
      steps: fit.steps,
    },
    softwareVersion: plan.softwareVersion,
  }
  return { ...model, id: modelId(model) }
}

/** The columns of the features that a plan weighs. */
export function featureUse({ kind, features, weighed }: TrainingPlan): FeatureUse {
  const chosen = new Set(weighed)
  const columns = features.flatMap((name, column) => (chosen.has(name) ? [column] : []))
  if (columns.length !== chosen.size)
    throw new RangeError('features that are weighed must be features of the plan')
  return { width: features.length, columns, scaling: scalingOf(kind) }
}

function reviewersOf(questions: readonly LearningQuestion[]): readonly string[] {
  const named = questions.flatMap(({ pairs, gradedBy = [] }) => [
    ...pairs.flatMap(({ reviewer }) => (reviewer === null ? [] : [reviewer])),
    ...gradedBy,
  ])
  return [...new Set(named)]
}
