import type { HygieneFacts, TrainingRecord } from '../../learning/gate/outcomes.ts'
import { modelText } from '../../learning/model/model-text.ts'
import type { TrainedModel } from '../../learning/model/trained-model.ts'
import { featureSchemaHash } from '../../search/rank/features/feature-schema.ts'

/** What the file of a model says of what it was trained on. A model that names no reviewer learned from grades of whoever. */
export function trainingOfModel({ training }: TrainedModel): TrainingRecord {
  const { questionSha256s, reviewerSha256s } = training
  return { questionSha256s, reviewerSha256s: reviewerSha256s.length === 0 ? null : reviewerSha256s }
}

/** Findings that go with a model, told apart from those of the marks that a gate counts. */
export function findingsOfModel(model: TrainedModel | null): HygieneFacts['findings'] {
  if (model === null) return []
  return model.training.findings.map((finding) => ({ ...finding, code: `trained-on.${finding.code}` }))
}

export function schemaOfModel(model: TrainedModel | null): HygieneFacts['featureSchema'] {
  return model === null ? null : { model: model.featureSchemaSha256, program: featureSchemaHash }
}

/** Whether the model that was trained again is the same bit for bit; null where one of them is not there. */
export function isReproduced(model: TrainedModel | null, again: TrainedModel | null): boolean | null {
  return model === null || again === null ? null : modelText(model) === modelText(again)
}
