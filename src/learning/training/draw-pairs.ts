import { shuffle } from '../../statistics/blinding/grouped-folds.ts'
import type { Generator } from '../../statistics/random/generator.ts'
import type { LearningQuestion } from './learning-question.ts'

/**
 * So many pairs, drawn question by question: questions in an order by chance, all pairs of each, and of the last one as many as
 * are left, by chance. Judgments come like that, and questions are what is scarce. Questions without a pair left are not returned.
 */
export function drawPairs(
  questions: readonly LearningQuestion[],
  pairs: number,
  generator: Generator,
): readonly LearningQuestion[] {
  const order = Int32Array.from(questions, (_, index) => index)
  shuffle(order, 0, order.length, generator)
  const drawn: LearningQuestion[] = []
  let left = pairs
  for (const index of order) {
    const question = questions[index]!
    if (question.pairs.length === 0) continue
    if (left <= 0) break
    const places = Int32Array.from(question.pairs, (_, place) => place)
    shuffle(places, 0, places.length, generator)
    const kept = places.slice(0, left)
    drawn.push({ ...question, pairs: [...kept.sort()].map((place) => question.pairs[place]!) })
    left -= kept.length
  }
  return drawn
}
