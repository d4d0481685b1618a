import { checkCount, checkSameLength } from '../argument.ts'
import { denseCodes, rowsByCluster } from '../crossed/cluster-codes.ts'
import { chiSquareUpper } from '../distributions/chi-square.ts'
import { createGenerator } from '../random/generator.ts'
import { shuffle } from './grouped-folds.ts'

export interface IndependenceInput {
  /** First label of each row, 0 to `rows - 1`: as a rule the arm. */
  readonly a: readonly number[]
  /** Second label, 0 to `columns - 1`: the side, the position, the reviewer. */
  readonly b: readonly number[]
  /** Number of first labels. */
  readonly rows: number
  /** Number of second labels. */
  readonly columns: number
  /** Codes of strata inside which the second labels change places, as a rule the question; one stratum if left out. */
  readonly stratum?: ArrayLike<number>
  /** Permutations; 9,999 when left out. */
  readonly resamples?: number
  /** 0 when left out. */
  readonly seed?: number
  /** Names the random numbers of this test. */
  readonly stream?: readonly (number | string)[]
}

export interface Independence {
  /** Rows. */
  readonly n: number
  /** Counts by first (row) and second label (column). */
  readonly table: readonly (readonly number[])[]
  /** What independence inside the strata would give on average. */
  readonly expected: readonly (readonly number[])[]
  /** Sum of (count - expected)^2/expected; null when one label alone occurs on either side. */
  readonly chiSquare: number | null
  /** sqrt(chiSquare/(n (smaller number of labels in use - 1))), 0 to 1 without strata; null with `chiSquare`. */
  readonly cramerV: number | null
  /** Monte Carlo p, (1 + as large or larger)/(1 + resamples), never 0; null with `chiSquare`. */
  readonly p: number | null
  /** p of the chi-square distribution; null with strata, where it does not hold, and with `chiSquare`. */
  readonly chiSquareP: number | null
}

/** Statistics closer than this share of the observed one count as equal: they differ by rounding. */
const equalityShare = 1e-10

/**
 * Permutation test of independence of two labels: are arms shown on each side, or at each position, equally often?
 * Pearson's chi-square of the whole table, with second labels permuted inside each stratum, so that a design that
 * gives every question one answer per position is compared with what that design can do. Expected counts are the sums
 * over the strata of row total times column total over the stratum's size; without strata this is the simulated test
 * of `chisq.test`.
 *
 * @method blind.independence
 * @question Is the side or the position of an answer free of its arm?
 * @standing optional
 * @source Pearson 1900; Agresti and Wackerly 1977
 * @pinned R 4.2.2: chisq.test(table), and simulate.p.value = TRUE with B = 2e6; Python 3.11: all permutations
 */
export function independenceTest(input: IndependenceInput): Independence {
  const { a, b, rows, columns } = input
  checkInput(input)
  const n = a.length
  const size = rows * columns
  const strata = strataInOrder(input)
  const expected = expectedCounts(input, strata)
  const table = new Float64Array(size)
  for (let row = 0; row < n; row++) table[a[row]! * columns + b[row]!]! += 1
  const shown = { n, table: asRows(table, columns), expected: asRows(expected, columns) }
  const inUse = Math.min(new Set(a).size, new Set(b).size)
  if (inUse < 2) return { ...shown, chiSquare: null, cramerV: null, p: null, chiSquareP: null }
  const chiSquare = chiSquareOf(table, expected)
  const resamples = input.resamples ?? 9_999
  const threshold = chiSquare * (1 - equalityShare)
  const generator = createGenerator(input.seed ?? 0, ...(input.stream ?? []), 'independence')
  let beyond = 0
  for (let resample = 0; resample < resamples; resample++) {
    table.fill(0)
    for (const stratum of strata) {
      shuffle(stratum.b, 0, stratum.b.length, generator)
      for (let place = 0; place < stratum.a.length; place++)
        table[stratum.a[place]! * columns + stratum.b[place]!]! += 1
    }
    if (chiSquareOf(table, expected) >= threshold) beyond += 1
  }
  const df = (new Set(a).size - 1) * (new Set(b).size - 1)
  return {
    ...shown,
    chiSquare,
    cramerV: Math.sqrt(chiSquare / (n * (inUse - 1))),
    p: (1 + beyond) / (1 + resamples),
    chiSquareP: input.stratum === undefined ? chiSquareUpper(chiSquare, df) : null,
  }
}

interface Stratum {
  readonly a: Int32Array
  /** Is shuffled in place. */
  readonly b: Int32Array
}

/** Rows of a stratum sorted by their labels, and strata by their codes, so that the order of the rows draws nothing. */
function strataInOrder({ a, b, stratum }: IndependenceInput): Stratum[] {
  const codes = denseCodes(stratum ?? new Int32Array(a.length))
  const { rows, starts } = rowsByCluster(codes)
  const strata = Array.from({ length: codes.count }, (_, own) => {
    const members = [...rows.subarray(starts[own]!, starts[own + 1]!)]
    return { code: stratum?.[members[0]!] ?? 0, members }
  })
  return strata
    .sort((left, right) => left.code - right.code)
    .map(({ members }) => ({
      a: Int32Array.from(members, (row) => a[row]!).sort(),
      b: Int32Array.from(members, (row) => b[row]!).sort(),
    }))
}

function expectedCounts({ rows, columns }: IndependenceInput, strata: readonly Stratum[]): Float64Array {
  const expected = new Float64Array(rows * columns)
  for (const { a, b } of strata) {
    const ofA = new Float64Array(rows)
    const ofB = new Float64Array(columns)
    for (const label of a) ofA[label]! += 1
    for (const label of b) ofB[label]! += 1
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) expected[i * columns + j]! += (ofA[i]! * ofB[j]!) / a.length
    }
  }
  return expected
}

function chiSquareOf(table: Float64Array, expected: Float64Array): number {
  let sum = 0
  for (let cell = 0; cell < table.length; cell++) {
    const mean = expected[cell]!
    // A cell that no permutation can fill.
    if (mean === 0) continue
    const difference = table[cell]! - mean
    sum += (difference * difference) / mean
  }
  return sum
}

function asRows(flat: Float64Array, columns: number): number[][] {
  const count = columns === 0 ? 0 : flat.length / columns
  return Array.from({ length: count }, (_, row) => [...flat.subarray(row * columns, (row + 1) * columns)])
}

function checkInput({ a, b, rows, columns, stratum, resamples }: IndependenceInput): void {
  checkCount('rows', rows)
  checkCount('columns', columns)
  checkSameLength('b', b.length, a.length)
  if (stratum !== undefined) checkSameLength('stratum', stratum.length, a.length)
  if (resamples !== undefined && !(Number.isSafeInteger(resamples) && resamples >= 1)) {
    throw new RangeError(`resamples must be a whole number of at least 1, not ${resamples}`)
  }
  for (const label of a) checkLabel(label, rows)
  for (const label of b) checkLabel(label, columns)
}

function checkLabel(label: number, labels: number): void {
  if (!(Number.isInteger(label) && label >= 0 && label < labels)) {
    throw new RangeError(`labels must be whole numbers from 0 to ${labels - 1}, not ${label}`)
  }
}
