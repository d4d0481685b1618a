import { headArea, judgedTops } from '../../training/abstention/head-area.ts'
import type { LearningCurve } from '../../training/learning-curve.ts'
import type { LearningQuestion } from '../../training/learning-question.ts'
import { pairAccuracy } from '../../training/pair-accuracy.ts'
import type { TrainedModel } from '../trained-model.ts'
import { limitsOf } from './limits.ts'
import type { CardDifference, ModelCard } from './model-card.ts'

export interface CardParts {
  /** What the model was trained on. */
  readonly questions: readonly LearningQuestion[]
  /** Of each question, by id, a model that has not seen it. */
  readonly foldModels: ReadonlyMap<string, TrainedModel>
  readonly folds: number
  /** Arms measured on the same questions, the trained one by those models; null where nothing is graded. */
  readonly arms: ModelCard['heldOut']['arms']
  readonly files: ModelCard['files']
  /** Whether any of it is a SAMPLE. */
  readonly sample: boolean
  readonly gateQuestions: number
  readonly keptOutQuestions: number
  readonly curve: (LearningCurve & { readonly measure: string }) | null
}

const weightsShown = 10

/** The card of a model, with what was measured of it on questions that were held out. */
export function makeCard(model: TrainedModel, parts: CardParts): ModelCard {
  const { questions, foldModels, folds, arms, files, sample, gateQuestions, keptOutQuestions, curve } = parts
  const accuracy = pairAccuracy(questions, foldModels)
  const weightiest = model.features
    .map((feature, column) => ({ feature, weight: model.weights[column]! }))
    .filter(({ weight }) => weight !== 0)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, weightsShown)
  return {
    schemaVersion: 1,
    model: model.id,
    kind: model.kind,
    sample,
    featureSchemaSha256: model.featureSchemaSha256,
    features: model.features.length,
    priorWeight: model.priorWeight,
    weightiest,
    training: model.training,
    files: [...files],
    gateQuestions,
    keptOutQuestions,
    heldOut: {
      folds,
      questions: questions.length,
      arms,
      pairs: {
        trained: accuracy.trained,
        prior: accuracy.prior,
        difference: cardDifference(accuracy.difference),
      },
      abstention: model.abstention === null ? null : abstentionOf(questions, foldModels),
    },
    threshold: model.abstention?.threshold ?? null,
    calibrationQuestions: model.abstention?.calibration.questions ?? null,
    curve: curve === null ? null : { measure: curve.measure, prior: curve.prior, points: curve.points },
    limits: limitsOf(model),
    softwareVersion: model.softwareVersion,
  }
}

/** A paired difference as a card says it. */
export function cardDifference(found: {
  readonly estimate: number | null
  readonly ci: { readonly lower: number; readonly upper: number } | null
  readonly nQuestions: number
}): CardDifference {
  const { estimate, ci, nQuestions } = found
  return { estimate, lower: ci?.lower ?? null, upper: ci?.upper ?? null, questions: nQuestions }
}

function abstentionOf(
  questions: readonly LearningQuestion[],
  models: ReadonlyMap<string, TrainedModel>,
): ModelCard['heldOut']['abstention'] {
  const tops = judgedTops(questions, models)
  if (tops.length === 0) return null
  const { auc, ci, positives } = headArea(tops)
  const answered = tops.filter(
    ({ question, probability }) => probability >= (models.get(question)?.abstention?.threshold ?? 0),
  )
  return {
    auc,
    lower: ci?.lower ?? null,
    upper: ci?.upper ?? null,
    questions: tops.length,
    good: positives,
    answered: answered.length,
    goodOfAnswered:
      answered.length === 0 ? null : answered.filter(({ good }) => good).length / answered.length,
  }
}
