import type { TrainedModel } from '../../model/trained-model.ts'
import { probabilityOf } from '../../training/abstention/head-odds.ts'
import type { LearningQuestion } from '../../training/learning-question.ts'
import { modelScores } from '../../training/score-question.ts'
import type { TrainingPlan } from '../../training/train-model.ts'
import { grownFeatures } from './grown-collection.ts'

/** Scores the candidates of a question. */
export interface Scorer {
  /** On the scale of log-odds, one a candidate. */
  scores(question: LearningQuestion): Float64Array
  /** P(grade of at least 3) of a candidate. */
  confidence(question: LearningQuestion, row: number): number
}

/** A trained model on learning questions, whose features are those that it was trained on. */
export function scorerOf(model: TrainedModel): Scorer {
  const { abstention, features } = model
  if (abstention === null) throw new RangeError('the model has no abstention head')
  const columns = new Map(features.map((name, column) => [name, column]))
  return {
    scores: (question) => modelScores(question, model),
    confidence: ({ features: values }, row) =>
      probabilityOf(abstention, (name) => values[row * features.length + (columns.get(name) ?? 0)] ?? 0),
  }
}

/** How a ranker of grown collections is trained: as one of passages, on the features that they have. */
export const grownTraining: TrainingPlan = {
  kind: 'ranker',
  features: grownFeatures,
  featureSchemaSha256: 'f'.repeat(64),
  weighed: grownFeatures,
  headFeatures: grownFeatures,
  l2: 'usual',
  seed: 1,
  calibrationShare: 15,
  licences: [],
  softwareVersion: 'test',
}
