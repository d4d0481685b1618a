import type { Judgments } from '../../../search/evaluation/judgments.ts'
import type { Forecasts } from '../outcomes.ts'

/**
 * Probabilities of a Bradley-Terry ranker for the pairs of a question that have different grades: 1/(1 + exp(-|difference of
 * scores|)) that the one it prefers is the better, and whether it was. Pairs are turned to the preferred side, because files
 * may be sorted by grade.
 *
 * @param scores By question and document, on the scale of log-odds.
 */
export function pairForecasts(
  ids: readonly string[],
  scores: ReadonlyMap<string, ReadonlyMap<string, number>>,
  judgments: Judgments,
): Forecasts {
  const question: number[] = []
  const probability: number[] = []
  const outcome: number[] = []
  for (const [index, id] of ids.entries()) {
    const own = scores.get(id)
    const graded = [...(judgments.get(id) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))
    for (const [place, [one, grade]] of graded.entries())
      for (const [other, otherGrade] of graded.slice(place + 1)) {
        const difference = (own?.get(one) ?? Number.NaN) - (own?.get(other) ?? Number.NaN)
        if (grade === otherGrade || Number.isNaN(difference)) continue
        question.push(index)
        probability.push(1 / (1 + Math.exp(-Math.abs(difference))))
        outcome.push(grade > otherGrade === difference > 0 ? 1 : 0)
      }
  }
  return {
    question: Int32Array.from(question),
    probability: Float64Array.from(probability),
    outcome: Uint8Array.from(outcome),
  }
}
