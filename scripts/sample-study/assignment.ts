import { createGenerator } from '../../src/statistics/random/generator.ts'
import { type Arm, questionCount, reviewerCount, sampleSeed } from './truth.ts'

export interface Comparison {
  readonly question: number
  readonly reviewer: number
  readonly armA: Arm
  readonly armB: Arm
  readonly first: 'a' | 'b'
}

const always: readonly (readonly [Arm, Arm])[] = [
  ['Tarn', 'Moor'],
  ['Tarn', 'Moor'],
  ['Tarn', 'Moor'],
  ['Tarn', 'Moor'],
  ['Tarn', 'Moor'],
  ['Tarn', 'Beck'],
  ['Tarn', 'Beck'],
]
const inTurn: readonly (readonly [Arm, Arm])[] = [
  ['Tarn', 'Scree'],
  ['Moor', 'Beck'],
  ['Moor', 'Scree'],
  ['Beck', 'Scree'],
]

/**
 * Ten comparisons for each question, each by another reviewer: half of them of the pair that the study is
 * about, two of the second hypothesis, and three of the other four pairs in turn. Over the 36 questions every
 * reviewer gets 15, 6 and 9 of these. Which answer is called A and which one is shown first is drawn for
 * each comparison.
 */
export function comparisons(): Comparison[] {
  const coin = createGenerator(sampleSeed, 'sides')
  const heads = () => coin.integerBelow(2) === 0
  return questions(questionCount).flatMap((question) => {
    // Shifted after every round of reviewers, or each reviewer, and so each rendering, would miss one pair.
    const left = (question + Math.floor(question / reviewerCount)) % inTurn.length
    const pairs = [...always, ...inTurn.filter((_, index) => index !== left)]
    return pairs.map(([one, other], place): Comparison => {
      const [armA, armB] = heads() ? [one, other] : [other, one]
      return { question, reviewer: reviewerAt(question, place), armA, armB, first: heads() ? 'a' : 'b' }
    })
  })
}

/** The two reviewers who compare nothing on a question mark all four of its answers instead. */
export function readings(): { readonly question: number; readonly reviewer: number }[] {
  return questions(questionCount).flatMap((question) =>
    [10, 11].map((place) => ({ question, reviewer: reviewerAt(question, place) })),
  )
}

// Five and twelve share no divisor: over twelve questions every place goes once to every reviewer.
function reviewerAt(question: number, place: number): number {
  return (5 * question + place) % reviewerCount
}

function questions(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}
