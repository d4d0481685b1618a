import { expectedValue } from '../../expected-value.ts'
import {
  type LogisticHead,
  type TrainedModel,
  trainedModelSchema,
} from '../../learning/model/trained-model.ts'
import { ProblemError } from '../../problem.ts'
import { featureNames } from '../../search/rank/features/feature-schema.ts'
import { linearRanker } from '../../search/rank/linear-ranker.ts'
import type { Ranker } from '../../search/rank/ranker.ts'
import { shownPath } from '../study-folder.ts'
import { readTextFile } from '../text-file.ts'
import { parsedJson } from './parsed-json.ts'

/** The file of a trained model. @throws ProblemError MODEL_SHAPE where it is none. */
export async function readModelFile(path: string, field: string): Promise<TrainedModel> {
  const { text } = await readTextFile(path, field)
  const parsed = trainedModelSchema.safeParse(parsedJson(text))
  if (parsed.success) return parsed.data
  throw new ProblemError(
    parsed.error.issues.slice(0, 5).map((issue) => ({
      code: 'MODEL_SHAPE',
      message: 'The file is no trained model.',
      place: { file: shownPath(path), field: issue.path.map(String).join('.') || field },
      value: null,
      expected: expectedValue(issue),
      remedy: 'Name the file of a trained model, or bm25 or label-free-prior.',
    })),
  )
}

/** The model as a ranker; features that it does not name weigh nothing. */
export function rankerOfModel({
  id,
  featureSchemaSha256,
  features,
  weights,
  priorWeight,
}: TrainedModel): Ranker {
  const byName = new Map(features.map((name, index) => [name, weights[index] ?? 0]))
  return linearRanker({
    id,
    schemaHash: featureSchemaSha256,
    priorWeight,
    weights: featureNames.map((name) => byName.get(name) ?? 0),
  })
}

/** Calibrated P(good) of one candidate. @param row Its features, in the order of the schema. */
export function headProbability(head: LogisticHead, row: ArrayLike<number>): number {
  const column = new Map<string, number>(featureNames.map((name, index) => [name, index]))
  let odds = head.intercept
  for (const [index, name] of head.features.entries()) {
    const value = row[column.get(name) ?? -1] ?? 0
    odds += (head.weights[index] ?? 0) * ((value - (head.means[index] ?? 0)) / (head.scales[index] ?? 1))
  }
  return 1 / (1 + Math.exp(-(head.calibration.slope * odds + head.calibration.intercept)))
}
