import { createHash } from 'node:crypto'
import { createGenerator } from '../../../statistics/random/generator.ts'
import type { LearningQuestion } from '../../training/learning-question.ts'

/** Columns of a grown collection: four that tell of quality, the last of them hardly, one of chance, and the length. */
export const grownFeatures = ['match', 'focus', 'type', 'depth', 'chance', 'length'] as const

const width = grownFeatures.length
const weights = [0.7, 0.6, 0.6, 0.5, 0, 0]
const noise = 1
/** Latent quality of the lowest grade 2, 3 and 4. */
const steps = [0.6, 1.7, 2.8]

/** SAMPLE questions with candidates whose grades follow features and chance. Nothing in them is text. */
export function grownCollection(questions: number, candidates: number, seed: number): LearningQuestion[] {
  return Array.from({ length: questions }, (_, number) => {
    const generator = createGenerator(seed, 'grown collection', number)
    const features = new Float64Array(candidates * width)
    const prior = new Float64Array(candidates)
    // Some questions have better candidates than others, so that confidence has something to tell.
    const level = 0.8 * generator.normal()
    const grades = Array.from({ length: candidates }, (_, row) => {
      let quality = level + noise * generator.normal()
      for (let column = 0; column < width; column++) {
        const value = (column < 4 ? level * 0.4 : 0) + generator.normal()
        features[row * width + column] = value
        quality += weights[column]! * (value - (column < 4 ? level * 0.4 : 0))
      }
      prior[row] = (features[row * width]! + features[row * width + 1]!) / 2
      return 1 + steps.filter((step) => quality >= step).length
    })
    const id = `grown-${seed}-${number}`
    return {
      id,
      questionSha256: createHash('sha256').update(id).digest('hex'),
      candidates,
      features,
      prior,
      pairs: [],
      grades,
    }
  })
}
