import { checkLevel } from '../argument.ts'
import { tQuantile } from '../distributions/student-t.ts'
import type { Interval } from '../interval.ts'
import { type AgreementWeights, weightTable } from './agreement-weights.ts'

export interface GwetAgreement {
  /** AC1 (unweighted) or AC2; null when nothing is pairable or there is only one category. */
  readonly coefficient: number | null
  /** Observed (weighted) agreement. */
  readonly observed: number | null
  /** Agreement that is expected by chance. */
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
 * AC = (observed - chance)/(1 - chance) with chance = T sum p_k (1 - p_k)/(K (K - 1)), p_k the mean share of
 * category k, K the number of categories and T the sum of the table of weights (K for AC1). It stays defined when
 * all raters use one category (AC1 = 1), where kappa and alpha do not, and is generous to raters who guess: show it
 * beside alpha, not alone.
 *
 * @param matrix units x raters of category places 0 to `categories - 1`; null is missing. For AC2 the places must
 * be in the order of the scale.
 * @param categories number of categories of the codebook, also those that nobody used
 * @param weights credit for near misses; none when left out
 * @param level confidence level, 0.95 when left out
 *
 * @method agree.gwet
 * @question Do reviewers agree on marks that are rare, such as safety flags?
 * @standing default
 * @source Gwet 2008, 2014
 * @pinned irrCAC's published values for Krippendorff's example (AC1 0.77544, SE 0.14295; AC2 0.91400, SE 0.10396);
 *   Python after Gwet 2014
 */
export function gwetAgreement(
  matrix: readonly (readonly (number | null)[])[],
  categories: number,
  weights: AgreementWeights = 'unweighted',
  level = 0.95,
): GwetAgreement {
  checkLevel(level)
  const units = categoryCounts(matrix, categories)
  const n = units.length
  const pairable = units.filter((unit) => unit.marks >= 2).length
  if (categories < 2 || pairable === 0) return undefinedAgreement
  const weight = weightTable(categories, weights)
  const share = new Float64Array(categories)
  for (const { counts, marks } of units) {
    for (let k = 0; k < categories; k++) share[k] = share[k]! + counts[k]! / marks / n
  }
  let weightSum = 0
  for (const value of weight) weightSum += value
  const scale = weightSum / (categories * (categories - 1))
  let chance = 0
  for (const value of share) chance += scale * value * (1 - value)
  const agreements = units.map((unit) => unitAgreement(unit, weight, categories))
  const observed = agreements.reduce((sum, value) => sum + value, 0) / pairable
  const coefficient = (observed - chance) / (1 - chance)
  if (n < 3) return { coefficient, observed, chance, se: null, ci: null }
  let squares = 0
  units.forEach(({ counts, marks }, index) => {
    const own = marks >= 2 ? ((n / pairable) * (agreements[index]! - chance)) / (1 - chance) : 0
    let ownChance = 0
    for (let k = 0; k < categories; k++) ownChance += (scale * counts[k]! * (1 - share[k]!)) / marks
    const influence = own - (2 * (1 - coefficient) * (ownChance - chance)) / (1 - chance) - coefficient
    squares += influence * influence
  })
  const se = Math.sqrt(squares / (n * (n - 1)))
  const half = tQuantile((1 + level) / 2, n - 1) * se
  const ci = { lower: Math.max(-1, coefficient - half), upper: Math.min(1, coefficient + half) }
  return { coefficient, observed, chance, se, ci }
}

interface UnitCounts {
  readonly counts: Float64Array
  readonly marks: number
}

/** Counts per category of the units with at least one mark. */
function categoryCounts(matrix: readonly (readonly (number | null)[])[], categories: number): UnitCounts[] {
  const units: UnitCounts[] = []
  for (const row of matrix) {
    const counts = new Float64Array(categories)
    let marks = 0
    for (const mark of row) {
      if (mark === null) continue
      if (!(Number.isInteger(mark) && mark >= 0 && mark < categories)) {
        throw new RangeError(`marks must be null or category places from 0 to ${categories - 1}, not ${mark}`)
      }
      counts[mark] = counts[mark]! + 1
      marks += 1
    }
    if (marks > 0) units.push({ counts, marks })
  }
  return units
}

/** Weighted share of agreeing ordered pairs of marks; 0 for a single mark. */
function unitAgreement({ counts, marks }: UnitCounts, weight: Float64Array, categories: number): number {
  if (marks < 2) return 0
  let sum = 0
  for (let k = 0; k < categories; k++) {
    if (counts[k] === 0) continue
    let weighted = -1
    for (let l = 0; l < categories; l++) weighted += weight[k * categories + l]! * counts[l]!
    sum += counts[k]! * weighted
  }
  return sum / (marks * (marks - 1))
}
