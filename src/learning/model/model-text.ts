import { createHash } from 'node:crypto'
import { canonicalText } from '../../protocol/hash.ts'
import type { TrainedModel } from './trained-model.ts'

/** The id of a model: its kind and the beginning of the SHA-256 of all of it but the id, as canonical JSON (RFC 8785). */
export function modelId(model: Omit<TrainedModel, 'id'>): string {
  const { kind } = model
  const hash = createHash('sha256')
    .update(canonicalText(withoutId(model)))
    .digest('hex')
  return `${kind}-${hash.slice(0, 12)}`
}

/** The bytes of a model's file: canonical JSON and the end of a line. */
export function modelText(model: TrainedModel): string {
  return `${canonicalText(model)}\n`
}

function withoutId(model: Omit<TrainedModel, 'id'>): object {
  return Object.fromEntries(Object.entries(model).filter(([name]) => name !== 'id'))
}
