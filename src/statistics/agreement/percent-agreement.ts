import { type MarkMatrix, unitPatterns } from './unit-patterns.ts'

export interface PercentAgreement {
  /** Units with at least two marks. */
  readonly units: number
  /** Mean over units of the share of pairs of raters that gave the same mark, 0 to 1; null without units. */
  readonly pairwise: number | null
  /** The same for pairs no more than one step of the scale apart. */
  readonly withinOneStep: number | null
  /** Share of units where all marks are the same. */
  readonly unanimous: number | null
}

/**
 * Plain agreement, not corrected for chance. Every unit counts the same, however many raters marked it.
 *
 * @param step one step of the scale; 1 when left out
 */
export function percentAgreement(matrix: MarkMatrix, step = 1): PercentAgreement {
  if (!(step > 0)) throw new RangeError(`step must be above 0, not ${step}`)
  const { values, units, multiplicity, starts, codeOf, count, size } = unitPatterns(matrix)
  if (units === 0) return { units, pairwise: null, withinOneStep: null, unanimous: null }
  let pairwise = 0
  let withinOneStep = 0
  let unanimous = 0
  // Marks such as 0.1 + 0.2 and 0.3 are one step of 0.1 apart from 0.2 in spite of rounding.
  const reach = step * (1 + 1e-9)
  for (let p = 0; p < size.length; p++) {
    const pairs = size[p]! * (size[p]! - 1)
    let same = 0
    let near = 0
    for (let i = starts[p]!; i < starts[p + 1]!; i++) {
      const own = count[i]! * (count[i]! - 1)
      same += own
      near += own
      for (let j = i + 1; j < starts[p + 1]!; j++) {
        if (values[codeOf[j]!]! - values[codeOf[i]!]! <= reach) near += 2 * count[i]! * count[j]!
      }
    }
    pairwise += (multiplicity[p]! * same) / pairs
    withinOneStep += (multiplicity[p]! * near) / pairs
    if (starts[p + 1]! - starts[p]! === 1) unanimous += multiplicity[p]!
  }
  return {
    units,
    pairwise: pairwise / units,
    withinOneStep: withinOneStep / units,
    unanimous: unanimous / units,
  }
}
