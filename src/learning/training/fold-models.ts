import type { TrainedModel } from '../model/trained-model.ts'
import type { LearningQuestion } from './learning-question.ts'
import { eachFold, questionFolds } from './question-folds.ts'
import { type TrainingPlan, trainModel } from './train-model.ts'

/**
 * For each question, by its id, a model that was trained on the questions of the other folds. Questions of one hash are in one
 * fold, so that no model has seen the question that it is tried on.
 */
export function foldModels(
  questions: readonly LearningQuestion[],
  plan: TrainingPlan,
  folds: number,
): ReadonlyMap<string, TrainedModel> {
  const models = new Map<string, TrainedModel>()
  for (const { held, others } of eachFold(
    questions,
    questionFolds(questions, folds, plan.seed, 'held out'),
  )) {
    const model = trainModel(others, plan)
    for (const { id } of held) models.set(id, model)
  }
  return models
}
