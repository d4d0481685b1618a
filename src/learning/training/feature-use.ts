import { standardisedWithin } from '../../search/rank/features/feature-table.ts'
import { variance } from '../../statistics/moments.ts'
import type { TrainedModel } from '../model/trained-model.ts'
import type { LearningQuestion } from './learning-question.ts'

/**
 * On what scale features are weighed and penalised. `within-question`: distances from the mean of the question's candidates in
 * standard deviations, as a ranker of lists has them. `over-all`: values as they are, penalised by their standard deviation over all
 * candidates; between two answers, which is all a question may have, distances within the question would all be one.
 */
export type FeatureScaling = 'within-question' | 'over-all'

/** Which features of a schema are weighed, and how. */
export interface FeatureUse {
  /** Features of a candidate, weighed or not. */
  readonly width: number
  /** Columns that are weighed, ascending; the others have a weight of 0. */
  readonly columns: readonly number[]
  readonly scaling: FeatureScaling
}

/** Of the features of a kind of model. */
export function scalingOf(kind: TrainedModel['kind']): FeatureScaling {
  return kind === 'ranker' ? 'within-question' : 'over-all'
}

/** Features of the candidates of one question, row by row, on the scale that weights apply to; columns not weighed are 0. */
export function scaledFeatures(
  { features, candidates }: LearningQuestion,
  { width, columns, scaling }: FeatureUse,
): Float64Array {
  const scaled = new Float64Array(features.length)
  for (const column of columns) {
    const values =
      scaling === 'within-question' ? standardisedWithin(features, candidates, width, column) : null
    for (let row = 0; row < candidates; row++) {
      const place = row * width + column
      scaled[place] = values === null ? features[place]! : values[row]!
    }
  }
  return scaled
}

/** What each weighed column is divided by before it is penalised: 1 within questions; 1 for one without spread, which adds nothing. */
export function penaltyScales(
  questions: readonly LearningQuestion[],
  { width, columns, scaling }: FeatureUse,
): Float64Array {
  return Float64Array.from(columns, (column) => {
    if (scaling === 'within-question') return 1
    const values = questions.flatMap(({ features, candidates }) =>
      Array.from({ length: candidates }, (_, row) => features[row * width + column]!),
    )
    return Math.sqrt(variance(values, 0) ?? 0) || 1
  })
}
