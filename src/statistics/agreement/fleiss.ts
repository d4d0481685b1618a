import { checkLevel } from '../argument.ts'
import { tQuantile } from '../distributions/student-t.ts'
import type { Interval } from '../interval.ts'
import {
  type ItemBootstrap,
  type ItemBootstrapOptions,
  itemBootstrap,
  jackknifeError,
  noBootstrap,
} from './item-bootstrap.ts'
import { type MarkMatrix, type UnitPatterns, unitPatterns } from './unit-patterns.ts'

export interface FleissKappa {
  /** Items with at least one mark; they give the shares of the categories. */
  readonly n: number
  /** Items with at least two marks; they give the observed agreement. */
  readonly pairableItems: number
  /** Null without pairable items, and when all marks are of one category (chance agreement 1). */
  readonly kappa: number | null
  /** Mean over pairable items of the share of pairs of marks that are equal, 0 to 1. */
  readonly observedAgreement: number | null
  /** Sum of the squared shares of the categories, 0 to 1. */
  readonly chanceAgreement: number | null
  /**
   * Standard error from leaving out each pairable item in turn; null with fewer than three of them or where an item
   * left out leaves kappa undefined.
   */
  readonly seJackknife: number | null
  /** kappa +- t on pairable items - 1 degrees of freedom times `seJackknife`, not cut to [-1, 1]. */
  readonly ci: Interval | null
  /** Intervals over resampled items, when `resamples` asks for them. */
  readonly bootstrap: ItemBootstrap
}

/**
 * Fleiss' kappa of any number of raters, who may differ from item to item, for categories without order:
 * (po - pe)/(1 - pe).
 *
 * po is the mean over items of sum r_k (r_k - 1)/(r (r - 1)), r_k of the r marks of the item in category k; an item
 * with one mark has no pair and is left out of po. pe is the sum of squares of the mean shares r_k/r over all items
 * with a mark, so every item counts the same, however many raters it had. Like Cohen's kappa it is low for rare
 * categories in spite of high agreement.
 *
 * @param matrix items x raters, any numbers as names of the categories; null is missing
 * @param options level, and the bootstrap over items
 *
 * @method agree.fleiss
 * @question How far do several reviewers agree beyond chance on categories without an order?
 * @standing descriptive
 * @source Fleiss 1971; Gwet 2014 for missing marks
 * @pinned statsmodels 0.13.5: fleiss_kappa (complete marks); irrCAC's published 0.76117 for Krippendorff's example
 */
export function fleissKappa(matrix: MarkMatrix, options: ItemBootstrapOptions = {}): FleissKappa {
  const level = options.level ?? 0.95
  checkLevel(level)
  const patterns = unitPatterns(matrix, 1)
  const { units: n, multiplicity } = patterns
  const calculate = fleissCalculator(patterns)
  const { pairable, observed, chance, kappa } = calculate(multiplicity)
  const base = {
    n,
    pairableItems: pairable,
    kappa,
    observedAgreement: observed,
    chanceAgreement: chance,
  }
  if (kappa === null || pairable < 3) {
    return { ...base, seJackknife: null, ci: null, bootstrap: noBootstrap }
  }
  const leaveOneOut = leaveOneOutKappas(patterns)
  const pairs = multiplicity.map((times, p) => (patterns.size[p]! < 2 ? 0 : times))
  const seJackknife = jackknifeError(pairs, leaveOneOut)
  const half = seJackknife === null ? null : tQuantile((1 + level) / 2, pairable - 1) * seJackknife
  return {
    ...base,
    seJackknife,
    ci: half === null ? null : { lower: kappa - half, upper: kappa + half },
    bootstrap: itemBootstrap(
      patterns,
      { estimate: kappa, at: (weight) => calculate(weight).kappa, leaveOneOut },
      options,
      'fleiss',
    ),
  }
}

interface Agreement {
  readonly pairable: number
  readonly observed: number | null
  readonly chance: number | null
  readonly kappa: number | null
}

/** Kappa when pattern p stands for `weight[p]` items; its array is reused from call to call. */
function fleissCalculator(patterns: UnitPatterns) {
  const { values, starts, codeOf, count, size } = patterns
  const agreementOf = Float64Array.from(size, (_, p) => patternAgreement(patterns, p))
  const share = new Float64Array(values.length)
  return function calculate(weight: ArrayLike<number>): Agreement {
    share.fill(0)
    let n = 0
    let pairable = 0
    let agreeing = 0
    for (let p = 0; p < size.length; p++) {
      const times = weight[p]!
      if (times === 0) continue
      n += times
      for (let entry = starts[p]!; entry < starts[p + 1]!; entry++) {
        share[codeOf[entry]!] = share[codeOf[entry]!]! + (times * count[entry]!) / size[p]!
      }
      if (size[p]! < 2) continue
      pairable += times
      agreeing += times * agreementOf[p]!
    }
    if (n === 0) return { pairable, observed: null, chance: null, kappa: null }
    let present = 0
    let chance = 0
    for (const value of share) {
      if (value > 0) present += 1
      chance += (value / n) * (value / n)
    }
    const observed = pairable === 0 ? null : agreeing / pairable
    const kappa = observed === null || present < 2 ? null : (observed - chance) / (1 - chance)
    return { pairable, observed, chance, kappa }
  }
}

/** Share of the pairs of marks of one item that are equal; 0 for a single mark. */
function patternAgreement({ starts, count, size }: UnitPatterns, p: number): number {
  const marks = size[p]!
  if (marks < 2) return 0
  let equal = 0
  for (let entry = starts[p]!; entry < starts[p + 1]!; entry++) equal += count[entry]! * (count[entry]! - 1)
  return equal / (marks * (marks - 1))
}

/**
 * Kappa with one item of each pattern left out, from totals that are corrected instead of summed again: taking
 * shares s from the sums S changes sum S^2 to sum S^2 - 2 sum S s + sum s^2. Null where undefined.
 */
function leaveOneOutKappas(patterns: UnitPatterns): (number | null)[] {
  const { values, units, multiplicity, starts, codeOf, count, size } = patterns
  const share = new Float64Array(values.length)
  const usedBy = new Float64Array(values.length)
  let pairable = 0
  let agreeing = 0
  for (let p = 0; p < size.length; p++) {
    const times = multiplicity[p]!
    for (let entry = starts[p]!; entry < starts[p + 1]!; entry++) {
      const code = codeOf[entry]!
      share[code] = share[code]! + (times * count[entry]!) / size[p]!
      usedBy[code] = usedBy[code]! + times
    }
    if (size[p]! < 2) continue
    pairable += times
    agreeing += times * patternAgreement(patterns, p)
  }
  const squares = share.reduce((sum, value) => sum + value * value, 0)
  return Array.from(size, (marks, p) => {
    let rest = squares
    let present = values.length
    for (let entry = starts[p]!; entry < starts[p + 1]!; entry++) {
      const own = count[entry]! / marks
      rest += own * own - 2 * share[codeOf[entry]!]! * own
      if (usedBy[codeOf[entry]!] === 1) present -= 1
    }
    const pairs = marks < 2 ? pairable : pairable - 1
    if (present < 2 || pairs === 0) return null
    const observed = (agreeing - patternAgreement(patterns, p)) / pairs
    const chance = rest / ((units - 1) * (units - 1))
    return (observed - chance) / (1 - chance)
  })
}
