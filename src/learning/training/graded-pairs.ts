import type { LearningPair } from './learning-question.ts'

/** Every two graded candidates of different grades, the better one first; candidates that nobody graded are in none. */
export function gradedPairs(grades: readonly (number | null)[]): readonly LearningPair[] {
  const pairs: LearningPair[] = []
  for (const [row, grade] of grades.entries()) {
    if (grade === null) continue
    for (const [other, second] of grades.entries()) {
      if (second === null || grade <= second) continue
      pairs.push({ better: row, worse: other, gap: grade - second, reviewer: null })
    }
  }
  return pairs
}
