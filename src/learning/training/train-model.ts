import { modelId } from '../model/model-text.ts'
import { modelVersion, type TrainedModel } from '../model/trained-model.ts'
import { splitOf } from '../preferences/split.ts'
import { trainHead } from './abstention/train-head.ts'
import { chooseL2, type L2Choice } from './choose-l2.ts'
import { canonicalQuestions, learningDataSha256 } from './data-hash.ts'
import { fitPairs } from './fit-pairs.ts'
import type { LearningQuestion } from './learning-question.ts'
import { pairDesign, scalingOf } from './pair-design.ts'

/** What is trained, on what features, and how. */
export interface TrainingPlan {
  readonly kind: TrainedModel['kind']
  readonly features: readonly string[]
  readonly featureSchemaSha256: string
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
}

/**
 * Trains a model on judged questions: weights of the prior and of the features on all pairs, and where there are grades the
 * abstention head. Questions of the gate are left out by who calls. Equal data, plan and software give equal bytes.
 *
 * @throws RangeError where a question does not fit the features, or an `l2` of 0 leaves the weights undetermined.
 */
export function trainModel(given: readonly LearningQuestion[], plan: TrainingPlan): TrainedModel {
  const questions = canonicalQuestions(given)
  const width = plan.features.length
  const scaling = scalingOf(plan.kind)
  const { l2, rule } = chooseL2(questions, width, plan.l2, plan.seed, scaling)
  const design = pairDesign(questions, width, scaling)
  const fit = fitPairs(design, l2)
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
            { names: plan.features, chosen: plan.headFeatures, scaling, l2 },
          ),
    training: {
      dataSha256: learningDataSha256(questions),
      seed: plan.seed,
      l2,
      l2Rule: rule,
      questions: questions.length,
      pairs: design.pairs,
      reviewers: reviewersOf(questions).size,
      questionSha256s: [...new Set(questions.map(({ questionSha256 }) => questionSha256))].sort(),
      licences: [...new Set(plan.licences)].sort(),
      loss: fit.loss,
      steps: fit.steps,
    },
    softwareVersion: plan.softwareVersion,
  }
  return { ...model, id: modelId(model) }
}

function reviewersOf(questions: readonly LearningQuestion[]): ReadonlySet<string> {
  return new Set(
    questions.flatMap(({ pairs }) => pairs.flatMap(({ reviewer }) => (reviewer === null ? [] : [reviewer]))),
  )
}
