import { type AnswerFeatureName, answerFeatureColumn, answerFeatureWidth } from './answer-feature-schema.ts'

/** What speaks for an answer before anybody judged, each 0 to 1; all count alike. */
const forIt: readonly AnswerFeatureName[] = [
  'cov_all',
  'cov_window',
  'cov_beginning',
  'focus_share',
  'type_match',
  'support_share',
  'emergency_kept',
]
/** What speaks against it. */
const againstIt: readonly AnswerFeatureName[] = [
  'contradicted_share',
  'emergency_missed',
  'emergency_unneeded',
]

const forColumns = forIt.map(answerFeatureColumn)
const againstColumns = againstIt.map(answerFeatureColumn)

/**
 * Label-free prior over answers: how much of the question it speaks of, how much of it its passages bear out, and whether it
 * keeps to what is dangerous. From -1 to 1; length, citations and style are left to those who judge.
 *
 * @param values `answerFeatureWidth` numbers an answer, row by row.
 */
export function answerPriorScores(values: Float64Array): Float64Array {
  const scores = new Float64Array(values.length / answerFeatureWidth)
  const parts = forColumns.length + againstColumns.length
  for (let row = 0; row < scores.length; row++) {
    const start = row * answerFeatureWidth
    let sum = 0
    for (const column of forColumns) sum += values[start + column]!
    for (const column of againstColumns) sum -= values[start + column]!
    scores[row] = sum / parts
  }
  return scores
}
