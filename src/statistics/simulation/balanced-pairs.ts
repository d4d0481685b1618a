import { checkCount } from '../argument.ts'
import { createGenerator } from '../random/generator.ts'
import { cyclicAssignment, type ReviewSize } from './cyclic-assignment.ts'

/** Which reviewer compares which two systems on which question: one entry per comparison. */
export interface PairwiseDesign {
  readonly question: Int32Array
  readonly reviewer: Int32Array
  /** System in the first slot, from 0. */
  readonly first: Int32Array
  /** System in the second slot, another one. */
  readonly second: Int32Array
}

export interface BalancedPairsInput extends ReviewSize {
  readonly systems: number
  /** Different pairs that a reviewer sees of one question; at most systems (systems - 1)/2. */
  readonly pairsPerReviewer: number
  /** 0 when left out. */
  readonly seed?: number
  /** Names the random numbers of this design. */
  readonly stream?: readonly (number | string)[]
}

/**
 * A random balanced design of comparisons. Questions are dealt out by `cyclicAssignment`; every reviewer of a
 * question gets the pairs that this question has had least, then those that the whole design has had least, by lot
 * among equals. Slots are drawn by lot. All pairs end within a few comparisons of each other.
 */
export function balancedPairs(input: BalancedPairsInput): PairwiseDesign {
  const { systems, pairsPerReviewer } = input
  const pairs = allPairs(systems)
  checkCount('pairsPerReviewer', pairsPerReviewer)
  if (pairsPerReviewer > pairs.length) {
    throw new RangeError(
      `pairsPerReviewer must be at most ${pairs.length}, the pairs of ${systems} systems, not ${pairsPerReviewer}`,
    )
  }
  const cells = cyclicAssignment(input)
  const generator = createGenerator(input.seed ?? 0, ...(input.stream ?? []), 'pairs')
  const n = cells.question.length * pairsPerReviewer
  const question = new Int32Array(n)
  const reviewer = new Int32Array(n)
  const first = new Int32Array(n)
  const second = new Int32Array(n)
  const inAll = new Int32Array(pairs.length)
  const inQuestion = new Int32Array(pairs.length)
  const lot = new Float64Array(pairs.length)
  const places = pairs.map((_, place) => place)
  const leastUsedFirst = (one: number, other: number) =>
    inQuestion[one]! - inQuestion[other]! || inAll[one]! - inAll[other]! || lot[one]! - lot[other]!
  let row = 0
  for (let cell = 0; cell < cells.question.length; cell++) {
    if (cells.question[cell] !== cells.question[cell - 1]) inQuestion.fill(0)
    for (let place = 0; place < lot.length; place++) lot[place] = generator.uniform()
    places.sort(leastUsedFirst)
    for (let rank = 0; rank < pairsPerReviewer; rank++) {
      const place = places[rank]!
      const pair = pairs[place]!
      const swap = generator.uniform() < 0.5
      question[row] = cells.question[cell]!
      reviewer[row] = cells.reviewer[cell]!
      first[row] = swap ? pair.high : pair.low
      second[row] = swap ? pair.low : pair.high
      inAll[place] = inAll[place]! + 1
      inQuestion[place] = inQuestion[place]! + 1
      row += 1
    }
  }
  return { question, reviewer, first, second }
}

function allPairs(systems: number): readonly { readonly low: number; readonly high: number }[] {
  checkCount('systems', systems)
  const pairs = []
  for (let low = 0; low < systems; low++) {
    for (let high = low + 1; high < systems; high++) pairs.push({ low, high })
  }
  return pairs
}
