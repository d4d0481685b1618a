import { createGenerator } from '../../../statistics/random/generator.ts'
import type { Score } from './gate-of-scorers.ts'
import type { Scorer } from './trained-scorer.ts'

/**
 * A scorer that is worse by chance: normal noise of this standard deviation on every score. Scores are brought nearer together
 * by as much as the noise takes from what they tell, so that its probabilities stay honest.
 *
 * @param name Of its noise.
 */
export function noisy(scorer: Scorer, deviation: number, name: string): Scorer & { readonly scores: Score } {
  // The mean of a logistic over normal noise of the difference, variance 2 deviation^2 (MacKay 1992).
  const nearer = 1 / Math.sqrt(1 + (Math.PI / 8) * 2 * deviation * deviation)
  return {
    ...scorer,
    scores: (question) => {
      const generator = createGenerator(1, 'noise', name, question.id)
      return scorer.scores(question).map((score) => nearer * (score + deviation * generator.normal()))
    },
  }
}
