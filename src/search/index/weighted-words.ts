import { type FieldWords, indexFields } from './field-words.ts'
import type { FieldScoring } from './scoring.ts'

/**
 * The words of a passage as one text in which those of weightier fields are repeated: the way of Robertson, Zaragoza and Taylor
 * (2004) to have an engine that knows one field weigh several before it saturates. Weights become whole numbers of the body's.
 */
export function weightedWords(words: FieldWords, { fields }: FieldScoring): readonly string[] {
  const unit = fields.body.weight
  if (!(unit > 0)) throw new RangeError('the body must have a weight above 0')
  return indexFields.flatMap((field) => {
    const { weight } = fields[field]
    const times = weight === 0 ? 0 : Math.max(1, Math.round(weight / unit))
    return Array.from({ length: times }, () => words[field]).flat()
  })
}
