import { checkLevel } from '../argument.ts'
import { tQuantile } from '../distributions/student-t.ts'
import type { Interval } from '../interval.ts'

export type GwetWeights = 'unweighted' | 'linear' | 'quadratic'

export interface GwetAgreement {
  /** AC1 (unweighted) or AC2; null when nothing is pairable or there is only one category. */
  readonly coefficient: number | null
  /** Observed (weighted) agreement. */
  readonly observed: number | null
  readonly chance: number | null
  /** Null with fewer than three units that have a mark. */
  readonly se: number | null
  /** t on units - 1 degrees of freedom, cut to [-1, 1]. */
  readonly ci: Interval | null
}

const undefinedAgreement: GwetAgreement = {
  coefficient: null,
  observed: null,
  chance: null,
  se: null,
  ci: null,
}

/**
 * Gwet's AC1 and AC2 with missing marks; standard error of Gwet (2008, 2014) for raters taken as fixed. Observed
 * agreement uses the units with at least two marks, chance agreement all units with a mark.
 *
 * @param matrix units x raters of category places 0 to `categories - 1`; null is missing. For AC2 the places must
 * be in the order of the scale.
 * @param categories number of categories of the codebook, also those that nobody used
 */
export function gwetAgreement(
  matrix: readonly (readonly (number | null)[])[],
  categories: number,
  weights: GwetWeights = 'unweighted',
  level = 0.95,
): GwetAgreement {
  checkLevel(level)
  const { n, counts, marks } = categoryCounts(matrix, categories)
  let pairable = 0
  for (let unit = 0; unit < n; unit++) if (marks[unit]! >= 2) pairable += 1
  if (categories < 2 || pairable === 0) return undefinedAgreement
  const weight = weightTable(categories, weights)
  const share = new Float64Array(categories)
  for (let unit = 0; unit < n; unit++) {
    for (let k = 0; k < categories; k++) {
      share[k] = share[k]! + counts[unit * categories + k]! / marks[unit]! / n
    }
  }
  let weightSum = 0
  for (const value of weight) weightSum += value
  const scale = weightSum / (categories * (categories - 1))
  let chance = 0
  for (const value of share) chance += scale * value * (1 - value)
  const agreements = new Float64Array(n)
  let agreeing = 0
  for (let unit = 0; unit < n; unit++) {
    agreements[unit] = unitAgreement(counts, unit * categories, marks[unit]!, weight, categories)
    agreeing += agreements[unit]!
  }
  const observed = agreeing / pairable
  const coefficient = (observed - chance) / (1 - chance)
  if (n < 3) return { coefficient, observed, chance, se: null, ci: null }
  let squares = 0
  for (let unit = 0; unit < n; unit++) {
    const own = marks[unit]! >= 2 ? ((n / pairable) * (agreements[unit]! - chance)) / (1 - chance) : 0
    let ownChance = 0
    for (let k = 0; k < categories; k++) {
      ownChance += (scale * counts[unit * categories + k]! * (1 - share[k]!)) / marks[unit]!
    }
    const influence = own - (2 * (1 - coefficient) * (ownChance - chance)) / (1 - chance) - coefficient
    squares += influence * influence
  }
  const se = Math.sqrt(squares / (n * (n - 1)))
  const half = tQuantile((1 + level) / 2, n - 1) * se
  const ci = { lower: Math.max(-1, coefficient - half), upper: Math.min(1, coefficient + half) }
  return { coefficient, observed, chance, se, ci }
}

interface UnitCounts {
  /** Units with at least one mark. */
  readonly n: number
  /** Marks per category, one row per unit. */
  readonly counts: Int32Array
  /** Marks per unit. */
  readonly marks: Int32Array
}

function categoryCounts(matrix: readonly (readonly (number | null)[])[], categories: number): UnitCounts {
  const counts = new Int32Array(matrix.length * categories)
  const marks = new Int32Array(matrix.length)
  let n = 0
  for (const row of matrix) {
    for (const mark of row) {
      if (mark === null) continue
      if (!(Number.isInteger(mark) && mark >= 0 && mark < categories)) {
        throw new RangeError(`marks must be null or category places from 0 to ${categories - 1}, not ${mark}`)
      }
      counts[n * categories + mark]! += 1
      marks[n]! += 1
    }
    if (marks[n]! > 0) n += 1
  }
  return { n, counts, marks }
}

function weightTable(categories: number, weights: GwetWeights): Float64Array {
  const table = new Float64Array(categories * categories)
  for (let i = 0; i < categories; i++) {
    for (let j = 0; j < categories; j++) {
      const distance = Math.abs(i - j) / (categories - 1)
      if (weights === 'unweighted') table[i * categories + j] = i === j ? 1 : 0
      else table[i * categories + j] = 1 - (weights === 'linear' ? distance : distance * distance)
    }
  }
  return table
}

/** Weighted share of agreeing ordered pairs of marks of the unit whose counts start at `from`; 0 for a single mark. */
function unitAgreement(
  counts: Int32Array,
  from: number,
  marks: number,
  weight: Float64Array,
  categories: number,
): number {
  if (marks < 2) return 0
  let sum = 0
  for (let k = 0; k < categories; k++) {
    const own = counts[from + k]!
    if (own === 0) continue
    let weighted = -1
    for (let l = 0; l < categories; l++) weighted += weight[k * categories + l]! * counts[from + l]!
    sum += own * weighted
  }
  return sum / (marks * (marks - 1))
}
