import { createGenerator } from '../../../statistics/random/generator.ts'
import type { LearningPair, LearningQuestion } from '../../training/learning-question.ts'

/** Ways to say which of two answers is better; all but the first are worthless. */
export type Labelling = 'honest' | 'shuffled' | 'inverted' | 'position' | 'length'

/**
 * The questions with pairs that somebody labelled in this way. `position`: two answers stand left and right by chance, and
 * the left one wins.
 *
 * @param lengthColumn Column of the feature that tells the length.
 */
export function labelled(
  questions: readonly LearningQuestion[],
  labelling: Labelling,
  lengthColumn: number,
  seed: number,
): LearningQuestion[] {
  return questions.map((question) => {
    const generator = createGenerator(seed, 'labelled', labelling, question.id)
    const width = question.features.length / question.candidates
    const length = (row: number) => question.features[row * width + lengthColumn]!
    const pairs: LearningPair[] = []
    for (let one = 0; one < question.candidates; one++)
      for (let other = one + 1; other < question.candidates; other++) {
        const gap = (question.grades[one] ?? 0) - (question.grades[other] ?? 0)
        if (gap === 0) continue
        const isFirst = {
          honest: () => gap > 0,
          inverted: () => gap < 0,
          shuffled: () => generator.uniform() < 0.5,
          position: () => generator.integerBelow(2) === 0,
          length: () => length(one) > length(other),
        }[labelling]()
        const [better, worse] = isFirst ? [one, other] : [other, one]
        pairs.push({ better, worse, gap: Math.abs(gap), reviewer: null })
      }
    return { ...question, pairs }
  })
}
