import { denseCodes, rowsByCluster } from '../crossed/cluster-codes.ts'
import { assignmentDistribution, convolved } from './assignment-distribution.ts'
import { checkGuesses, type GuessRows } from './guesses.ts'

/** Guesses with the answers that were shown together. */
export interface ShownGuesses extends GuessRows {
  /** Code of the set of answers that were shown together, as a rule the question: any 32-bit whole numbers. */
  readonly question: ArrayLike<number>
}

/** Right guesses against chance, of one arm or of all. */
export interface ChanceTest {
  /** Guesses made; who cannot tell made none. */
  readonly guesses: number
  /** Right ones. */
  readonly right: number
  /** Right ones that labels dealt by chance within the questions would give; null without guesses. */
  readonly expected: number | null
  /**
   * Exact one-sided p: labels of the answers shown together dealt by chance. Null without guesses, and where no
   * question has two arms.
   */
  readonly p: number | null
}

export interface GuessChance {
  /** Rows, "cannot tell" among them. */
  readonly n: number
  /** Questions with guesses and at least two arms: those whose labels can change places. */
  readonly questions: number
  /** Reviewers with guesses; null when reviewers are not identified. */
  readonly reviewers: number | null
  /** All arms together. */
  readonly overall: ChanceTest
  /**
   * Exact one-sided p of all arms together with the names of the arms dealt by chance to each reviewer, for all of
   * that reviewer's guesses at once. Never below (1/k!)^reviewers. Null without guesses or reviewers, and with fewer
   * than two arms.
   */
  readonly pReviewers: number | null
  /** Every arm alone: guesses on answers of this arm. */
  readonly byArm: readonly ChanceTest[]
}

/**
 * Exact permutation tests that guesses are right more often than by chance. The guesses stay as they are, with all
 * their dependence inside a reviewer; what changes places is what they are compared with.
 *
 * `p` deals the arm labels of the answers of a question among those answers, the same for all reviewers who saw them:
 * are guesses tied to the arms at all? `pReviewers` deals the names of the arms anew to each reviewer: do reviewers
 * know which name belongs to which style? A reviewer who tells the styles apart and has the names right by luck makes
 * the first small and not the second. The second is meant for reviewers who see all arms about equally often; for one
 * arm alone it could not tell recognition from a liking for its name, so it is there for all arms together only.
 *
 * All permutations are walked, block by block, and the distributions of the blocks convolved. p counts the labels as
 * they are too, and is never 0.
 *
 * Each arm has one answer per question. Twelve arms at most.
 *
 * @param guesses one row per reviewer and answer, with the number of arms and the question of each row
 *
 * @method blind.guess_chance
 * @question Do reviewers guess the arms better than by chance?
 * @standing optional
 * @source Fisher 1935; Pesarin and Salmaso 2010 for permutation within blocks
 * @pinned Python 3.11: every permutation of the labels walked and counted
 */
export function guessChance(guesses: ShownGuesses): GuessChance {
  checkGuesses(guesses)
  const { arms, reviewer } = guesses
  const made = guesses.guess.flatMap((guess, row) =>
    guess === 'cannot tell' ? [] : [{ row, guess, arm: guesses.arm[row]! }],
  )
  const questions = answersByQuestion(guesses, made)
  const names = reviewer === undefined ? null : tablesByReviewer(made, reviewer, arms)
  const rightOnes = made.filter(({ guess, arm }) => guess === arm)
  const test = (arm: number | null): ChanceTest => {
    const right = rightOnes.filter((row) => arm === null || row.arm === arm).length
    const count = made.filter((row) => arm === null || row.arm === arm).length
    if (count === 0) return { guesses: 0, right, expected: null, p: null }
    const within = sumOfBlocks(questions.map((block) => distributionOf(block, arm)))
    const movable = questions.some(
      ({ labels }) => labels.length > 1 && (arm === null || labels.includes(arm)),
    )
    return {
      guesses: count,
      right,
      expected: within.reduce((sum, probability, value) => sum + probability * value, 0),
      p: movable ? atLeast(within, right) : null,
    }
  }
  const named = names === null || made.length === 0 || arms < 2 ? null : names
  return {
    n: guesses.arm.length,
    questions: questions.filter(({ labels }) => labels.length > 1).length,
    reviewers: names === null ? null : names.length,
    overall: test(null),
    pReviewers:
      named === null
        ? null
        : atLeast(sumOfBlocks(named.map((block) => distributionOf(block, null))), rightOnes.length),
    byArm: Array.from({ length: arms }, (_, arm) => test(arm)),
  }
}

interface MadeGuess {
  readonly row: number
  readonly guess: number
  readonly arm: number
}

/** Labels that change places among as many answers: entry [i][l] counts the guesses of label l on answer i. */
interface Block {
  readonly labels: readonly number[]
  readonly counts: readonly (readonly number[])[]
}

/** Every question with a guess; its labels are the arms that were shown, also those whose answers nobody guessed. */
function answersByQuestion(guesses: ShownGuesses, made: readonly MadeGuess[]): Block[] {
  const codes = denseCodes(guesses.question)
  const { rows, starts } = rowsByCluster(codes)
  const guessAt = new Map(made.map(({ row, guess }) => [row, guess]))
  return Array.from({ length: codes.count }, (_, question): Block => {
    const own = [...rows.subarray(starts[question]!, starts[question + 1]!)]
    const labels = [...new Set(own.map((row) => guesses.arm[row]!))].sort((left, right) => left - right)
    const counts = labels.map((answer) =>
      labels.map(
        (label) => own.filter((row) => guesses.arm[row] === answer && guessAt.get(row) === label).length,
      ),
    )
    return own.some((row) => guessAt.has(row)) ? { labels, counts } : { labels: [], counts: [] }
  }).filter(({ labels }) => labels.length > 0)
}

function tablesByReviewer(made: readonly MadeGuess[], reviewer: ArrayLike<number>, arms: number): Block[] {
  const codes = denseCodes(made.map(({ row }) => reviewer[row]!))
  const labels = Array.from({ length: arms }, (_, arm) => arm)
  const tables = Array.from({ length: codes.count }, () => labels.map(() => labels.map(() => 0)))
  made.forEach(({ guess, arm }, place) => {
    const row = tables[codes.code[place]!]![arm]!
    row[guess]! += 1
  })
  return tables.map((counts) => ({ labels, counts }))
}

/** Right guesses of all arms, or of the answer that is dealt the label of one arm. */
function distributionOf({ labels, counts }: Block, arm: number | null): Float64Array {
  if (arm === null) return assignmentDistribution(counts)
  const place = labels.indexOf(arm)
  if (place === -1) return Float64Array.of(1)
  const column = counts.map((row) => row[place]!)
  const distribution = new Float64Array(Math.max(...column) + 1)
  for (const right of column) distribution[right]! += 1 / column.length
  return distribution
}

/** Pairs of sums first, so that long distributions meet seldom. */
function sumOfBlocks(blocks: readonly Float64Array[]): Float64Array {
  if (blocks.length === 0) return Float64Array.of(1)
  if (blocks.length === 1) return blocks[0]!
  const half = Math.ceil(blocks.length / 2)
  return convolved(sumOfBlocks(blocks.slice(0, half)), sumOfBlocks(blocks.slice(half)))
}

/** Upper tail, kept above 0 where it is smaller than any number. */
function atLeast(distribution: Float64Array, observed: number): number {
  let tail = 0
  for (let value = distribution.length - 1; value >= observed; value--) tail += distribution[value]!
  return Math.min(1, Math.max(tail, Number.MIN_VALUE))
}
