import { checkCount, checkLevel, checkSameLength } from '../argument.ts'
import { normalQuantile } from '../distributions/normal.ts'
import type { Interval } from '../interval.ts'
import { type AgreementWeights, weightTable } from './agreement-weights.ts'
import {
  type ItemBootstrap,
  type ItemBootstrapOptions,
  itemBootstrap,
  noBootstrap,
} from './item-bootstrap.ts'

export interface CohenOptions extends ItemBootstrapOptions {
  /** Credit for near misses; none when left out. */
  readonly weights?: AgreementWeights
}

export interface CohenKappa {
  /** Items marked by both raters. */
  readonly n: number
  /** Share of them with equal marks, 0 to 1; null without items. */
  readonly agreement: number | null
  /** Null without items, and when both raters use one and the same category (chance agreement 1). */
  readonly kappa: number | null
  /** Large-sample standard error; null with `kappa`, and with fewer than three items. */
  readonly se: number | null
  /** kappa +- z se, not cut to [-1, 1]; null with `se`. */
  readonly ci: Interval | null
  /** Intervals over resampled items, when `resamples` asks for them and there are at least three items. */
  readonly bootstrap: ItemBootstrap
}

/**
 * Cohen's kappa of two raters: (po - pe)/(1 - pe), po the observed and pe the chance agreement, both weighted when
 * near misses count in part. 1 is perfect agreement, 0 what chance would give. A rare category makes kappa low in
 * spite of high agreement, so show `agreement` and AC1 beside it.
 *
 * The standard error is that of Fleiss, Cohen and Everitt (1969): the standard deviation over the items of
 * w_ij - (1 - kappa)(w_i. + w_.j), over (1 - pe) sqrt n, with w_i. and w_.j the mean weight of a category
 * against the marks of the other rater.
 *
 * @param a category places 0 to `categories - 1` by the first rater, null is missing; for weighted kappa the places
 * must be in the order of the scale
 * @param b marks of the second rater on the same items
 * @param categories number of categories of the codebook, also those that nobody used
 * @param options weights, level, and the bootstrap over items
 *
 * @method agree.cohen
 * @question How far do two reviewers agree beyond chance?
 * @standing descriptive
 * @source Cohen 1960, 1968; Fleiss, Cohen and Everitt 1969
 * @pinned R 4.2.2 vcd 1.4-11: Kappa(table, weights = "Equal-Spacing" or "Fleiss-Cohen")
 */
export function cohenKappa(
  a: readonly (number | null)[],
  b: readonly (number | null)[],
  categories: number,
  options: CohenOptions = {},
): CohenKappa {
  checkCount('categories', categories)
  checkSameLength('b', b.length, a.length)
  const level = options.level ?? 0.95
  checkLevel(level)
  const cellOf = cellsOfPairs(a, b, categories)
  const table = new Float64Array(categories * categories)
  for (const cell of cellOf) table[cell] = table[cell]! + 1
  const n = cellOf.length
  let equal = 0
  for (let k = 0; k < categories; k++) equal += table[k * categories + k]!
  const agreement = n === 0 ? null : equal / n
  const weight = weightTable(categories, options.weights ?? 'unweighted')
  const calculate = kappaCalculator(weight, categories)
  const result = calculate(table)
  if (result === null) return { n, agreement, kappa: null, se: null, ci: null, bootstrap: noBootstrap }
  const { kappa } = result
  if (n < 3) return { n, agreement, kappa, se: null, ci: null, bootstrap: noBootstrap }
  const se = largeSampleError(table, weight, result)
  const half = normalQuantile(0.5 + level / 2) * se
  const at = (counts: ArrayLike<number>) => calculate(counts)?.kappa ?? null
  const leaveOneOut = (options.resamples ?? 0) === 0 ? [] : leaveOneOutKappas(table, at)
  const bootstrap = itemBootstrap(
    { units: n, patternOf: cellOf, multiplicity: table },
    { estimate: kappa, at, leaveOneOut },
    options,
    'cohen',
  )
  return { n, agreement, kappa, se, ci: { lower: kappa - half, upper: kappa + half }, bootstrap }
}

/** Cell of the table, row a and column b, of every item with both marks. */
function cellsOfPairs(
  a: readonly (number | null)[],
  b: readonly (number | null)[],
  categories: number,
): Int32Array {
  const cells = new Int32Array(a.length)
  let n = 0
  for (let item = 0; item < a.length; item++) {
    const first = a[item] ?? null
    const second = b[item] ?? null
    checkPlace(first, categories)
    checkPlace(second, categories)
    if (first === null || second === null) continue
    cells[n] = first * categories + second
    n += 1
  }
  return cells.subarray(0, n)
}

function checkPlace(mark: number | null, categories: number): void {
  if (mark !== null && !(Number.isInteger(mark) && mark >= 0 && mark < categories)) {
    throw new RangeError(`marks must be null or category places from 0 to ${categories - 1}, not ${mark}`)
  }
}

interface Kappa {
  readonly n: number
  readonly kappa: number
  readonly chance: number
  /** Mean weight of each category of the first rater against the marks of the second, and the reverse. */
  readonly weightOfRow: Float64Array
  readonly weightOfColumn: Float64Array
}

/** Kappa of tables of counts; its arrays are reused from call to call. Null where undefined. */
function kappaCalculator(weight: Float64Array, categories: number) {
  const rows = new Float64Array(categories)
  const columns = new Float64Array(categories)
  const weightOfRow = new Float64Array(categories)
  const weightOfColumn = new Float64Array(categories)
  return function calculate(table: ArrayLike<number>): Kappa | null {
    rows.fill(0)
    columns.fill(0)
    let n = 0
    let observed = 0
    for (let i = 0; i < categories; i++) {
      for (let j = 0; j < categories; j++) {
        const count = table[i * categories + j]!
        n += count
        rows[i] = rows[i]! + count
        columns[j] = columns[j]! + count
        observed += count * weight[i * categories + j]!
      }
    }
    if (n === 0 || oneCategory(rows, columns, n)) return null
    weightOfRow.fill(0)
    weightOfColumn.fill(0)
    let chance = 0
    for (let i = 0; i < categories; i++) {
      for (let j = 0; j < categories; j++) {
        const credit = weight[i * categories + j]!
        weightOfRow[i] = weightOfRow[i]! + (credit * columns[j]!) / n
        weightOfColumn[j] = weightOfColumn[j]! + (credit * rows[i]!) / n
      }
      chance += (rows[i]! / n) * weightOfRow[i]!
    }
    return { n, kappa: (observed / n - chance) / (1 - chance), chance, weightOfRow, weightOfColumn }
  }
}

/** Both raters put all items into one and the same category. */
function oneCategory(rows: Float64Array, columns: Float64Array, n: number): boolean {
  for (let k = 0; k < rows.length; k++) if (rows[k] === n) return columns[k] === n
  return false
}

function largeSampleError(table: Float64Array, weight: Float64Array, fit: Kappa): number {
  const { n, kappa, chance, weightOfRow, weightOfColumn } = fit
  const categories = weightOfRow.length
  const influence = (cell: number) =>
    weight[cell]! -
    (1 - kappa) * (weightOfRow[Math.floor(cell / categories)]! + weightOfColumn[cell % categories]!)
  let mean = 0
  for (let cell = 0; cell < table.length; cell++) mean += table[cell]! * influence(cell)
  mean /= n
  let variance = 0
  for (let cell = 0; cell < table.length; cell++) {
    if (table[cell] === 0) continue
    const deviation = influence(cell) - mean
    variance += (table[cell]! / n) * deviation * deviation
  }
  return Math.sqrt(variance / n) / (1 - chance)
}

/** Kappa with one item of each used cell left out; null for an unused cell, which no item needs. */
function leaveOneOutKappas(
  table: Float64Array,
  at: (counts: ArrayLike<number>) => number | null,
): (number | null)[] {
  const rest = table.slice()
  return Array.from(table, (count, cell) => {
    if (count === 0) return null
    rest[cell] = count - 1
    const kappa = at(rest)
    rest[cell] = count
    return kappa
  })
}
