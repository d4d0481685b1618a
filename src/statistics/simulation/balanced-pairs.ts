import { checkCount, checkSameLength } from '../argument.ts'
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
  /**
   * Share that every pair has of all comparisons, in the order (0, 1), (0, 2), ..., (1, 2), ...; above 0 and 1 in all.
   * Equal when left out or null.
   */
  readonly shares?: readonly number[] | null
  /** 0 when left out. */
  readonly seed?: number
  /** Names the random numbers of this design. */
  readonly stream?: readonly (number | string)[]
}

/**
 * A random balanced design of comparisons. Questions are dealt out by `cyclicAssignment`; every reviewer of a
 * question gets the pairs that are furthest behind their share of the whole design, those first that the question has
 * not had as often as its share of the question, by lot among equals. Slots are drawn by lot. Every pair ends within
 * a few comparisons of its share.
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
  const shares = checkedShares(input.shares ?? null, pairs.length)
  const perQuestion = input.reviewersPerQuestion * pairsPerReviewer
  const quota = shares.map((share) => Math.ceil(share * perQuestion - 1e-9))
  const inAll = new Int32Array(pairs.length)
  const inQuestion = new Int32Array(pairs.length)
  const lot = new Float64Array(pairs.length)
  const places = pairs.map((_, place) => place)
  const rank = new Float64Array(pairs.length)
  const furthestBehindFirst = (one: number, other: number) =>
    rank[one]! - rank[other]! || lot[one]! - lot[other]!
  let row = 0
  for (let cell = 0; cell < cells.question.length; cell++) {
    if (cells.question[cell] !== cells.question[cell - 1]) inQuestion.fill(0)
    for (let place = 0; place < lot.length; place++) {
      lot[place] = generator.uniform()
      // A pair that has had its share of the question comes after all that have not.
      const full = inQuestion[place]! >= quota[place]! ? n + 1 : 0
      rank[place] = full + inAll[place]! - shares[place]! * row
    }
    places.sort(furthestBehindFirst)
    for (let chosen = 0; chosen < pairsPerReviewer; chosen++) {
      const place = places[chosen]!
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

function checkedShares(shares: readonly number[] | null, pairs: number): readonly number[] {
  if (shares === null) return new Array<number>(pairs).fill(1 / pairs)
  checkSameLength('shares', shares.length, pairs)
  const sum = shares.reduce((total, share) => total + share, 0)
  if (shares.some((share) => !(share > 0)) || !(Math.abs(sum - 1) < 1e-9)) {
    throw new RangeError(`shares must be above 0 and sum to 1, not ${shares.join(', ')}`)
  }
  return shares
}
