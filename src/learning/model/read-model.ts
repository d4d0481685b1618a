import { expectedValue } from '../../expected-value.ts'
import { type Problem, ProblemError, problem } from '../../problem.ts'
import { modelId } from './model-text.ts'
import { modelVersion, type TrainedModel, trainedModelSchema } from './trained-model.ts'

/** What the reader is going to use a model as. */
export interface ModelUse {
  readonly kind: TrainedModel['kind']
  /** Of the features that it will be given here; null where the reader looks at that itself. */
  readonly featureSchemaSha256: string | null
}

/**
 * Reads the file of a model for a use.
 *
 * @throws ProblemError MODEL_JSON (no JSON), MODEL_VERSION (of another version), MODEL_SHAPE (no model), MODEL_ALTERED (its id is not
 * that of its bytes), MODEL_KIND (a reward model for a ranker, or the other way round), MODEL_FEATURES (trained on other features).
 */
export function readModel(text: string, file: string, use: ModelUse): TrainedModel {
  const model = shapeOf(jsonOf(text, file), file)
  if (modelId(model) !== model.id)
    throw problem(
      'MODEL_ALTERED',
      'The file was altered after the model was trained: its id is not that of its contents.',
      'Take the file as it was written, or train the model again.',
      { place: { file, field: 'id' }, value: model.id, expected: modelId(model) },
    )
  if (model.kind !== use.kind)
    throw problem('MODEL_KIND', 'The model is for another use.', 'Name a model of the right kind.', {
      place: { file, field: 'kind' },
      value: model.kind,
      expected: use.kind,
    })
  if (use.featureSchemaSha256 !== null && model.featureSchemaSha256 !== use.featureSchemaSha256)
    throw problem(
      'MODEL_FEATURES',
      'The model was trained on other features than this version of the software computes.',
      'Train it again with this version: equipoise learn.',
      {
        place: { file, field: 'featureSchemaSha256' },
        value: model.featureSchemaSha256,
        expected: use.featureSchemaSha256,
      },
    )
  return model
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw problem('MODEL_JSON', 'The file is not JSON.', 'Name the file that equipoise learn wrote.', {
      place: { file },
      value: text.slice(0, 60),
      expected: 'a trained model',
    })
  }
}

function shapeOf(value: unknown, file: string): TrainedModel {
  const version =
    typeof value === 'object' && value !== null && 'schemaVersion' in value ? value.schemaVersion : null
  if (typeof version === 'number' && version !== modelVersion)
    throw problem(
      'MODEL_VERSION',
      'The model is of another version of the file.',
      'Train it again with this version of the software: equipoise learn.',
      { place: { file, field: 'schemaVersion' }, value: String(version), expected: String(modelVersion) },
    )
  const checked = trainedModelSchema.safeParse(value)
  if (!checked.success)
    throw new ProblemError(
      checked.error.issues.map((issue) =>
        shapeProblem(file, issue.path.map(String).join('.'), expectedValue(issue)),
      ),
    )
  const model = checked.data
  const counts: readonly (readonly [string, number, number])[] = [
    ['weights', model.weights.length, model.features.length],
    ...(['means', 'scales', 'weights'] as const).map(
      (name) =>
        [
          `abstention.${name}`,
          model.abstention?.[name].length ?? 0,
          model.abstention?.features.length ?? 0,
        ] as const,
    ),
  ]
  const wrong = counts.filter(([, found, expected]) => found !== expected)
  if (wrong.length === 0) return model
  throw new ProblemError(
    wrong.map(([field, found, expected]) =>
      shapeProblem(file, field, `${expected} numbers, one a feature, not ${found}`),
    ),
  )
}

function shapeProblem(file: string, field: string, expected: string | null): Problem {
  return {
    code: 'MODEL_SHAPE',
    message: 'The file is no trained model.',
    place: field === '' ? { file } : { file, field },
    value: null,
    expected,
    remedy: 'Name the file that equipoise learn wrote.',
  }
}
