import { questionSha256 } from '../../preferences/split.ts'
import { gradedPairs } from '../graded-pairs.ts'
import type { LearningQuestion } from '../learning-question.ts'

/** A question of a test, by the rows of its candidates. */
export function learningQuestion(
  id: string,
  of: {
    readonly features: readonly (readonly number[])[]
    readonly prior: readonly number[]
    readonly grades: readonly (number | null)[]
  },
): LearningQuestion {
  return {
    id,
    questionSha256: questionSha256(id),
    candidates: of.features.length,
    features: Float64Array.from(of.features.flat()),
    prior: Float64Array.from(of.prior),
    pairs: gradedPairs(of.grades),
    grades: of.grades,
  }
}
