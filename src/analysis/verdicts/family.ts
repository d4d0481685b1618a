import type { PlannedHypothesis } from '../../protocol/plan.ts'
import { adjustP } from '../../statistics/multiplicity/adjust.ts'
import { lookAdjustedP } from '../../statistics/sequential/look-adjusted-p.ts'
import type { LookTimes } from '../looks/look-times.ts'

/** What the statistics call the spending functions of a protocol. */
export const spendingTypes = { 'obrien-fleming': 'obf', pocock: 'pocock', linear: 'linear' } as const

export interface AdjustedP {
  readonly raw: number | null
  readonly lookAdjusted: number | null
  /** Compared with the hypothesis's own alpha. */
  readonly adjusted: number | null
  readonly familySize: number
}

/**
 * Adjusts the p-values of locked hypotheses for the look they are taken at and for their family.
 *
 * @param look Number of the look, from 1.
 */
export function adjustFamilies(
  hypotheses: readonly PlannedHypothesis[],
  rawP: readonly (number | null)[],
  looks: LookTimes,
  look: number,
): AdjustedP[] {
  const atLook = hypotheses.map((hypothesis, index) =>
    adjustForLook(rawP[index] ?? null, hypothesis.sides, looks, look),
  )
  const adjusted = adjustInFamilies(hypotheses, atLook)
  return hypotheses.map((hypothesis, index) => ({
    raw: rawP[index] ?? null,
    lookAdjusted: atLook[index] ?? null,
    adjusted: adjusted[index] ?? null,
    familySize: hypotheses.filter((other) => other.family === hypothesis.family).length,
  }))
}

/** The smallest overall alpha whose boundary the p-value would cross at this look. */
export function adjustForLook(
  p: number | null,
  sides: 1 | 2,
  { information, amounts, spending }: LookTimes,
  look: number,
): number | null {
  if (p === null) return null
  const taken = { information, ...(amounts === undefined ? {} : { amounts }) }
  return lookAdjustedP({ p, sides, look, ...taken, type: spendingTypes[spending] })
}

/**
 * Holm's steps on p / alpha inside every family. Where all alphas of a family are equal that is Holm itself; else
 * every step spends at most alpha_i / (hypotheses left), whose sum is at most the family's largest alpha.
 *
 * A hypothesis without a p-value still counts in its family: it was planned, so it took its share.
 */
export function adjustInFamilies(
  hypotheses: readonly PlannedHypothesis[],
  p: readonly (number | null)[],
): (number | null)[] {
  const adjusted = new Array<number | null>(hypotheses.length).fill(null)
  for (const family of new Set(hypotheses.map((hypothesis) => hypothesis.family))) {
    const members = hypotheses.flatMap((hypothesis, index) => (hypothesis.family === family ? [index] : []))
    const alphas = members.map((index) => hypotheses[index]?.alpha ?? 1)
    const smallestAlpha = Math.min(...alphas)
    const scaled = members.map((index, place) => ((p[index] ?? 1) * smallestAlpha) / (alphas[place] ?? 1))
    adjustP(scaled, 'holm').forEach((own, place) => {
      const index = members[place] ?? 0
      if (own !== null && (p[index] ?? null) !== null) {
        adjusted[index] = Math.min(1, (own * (alphas[place] ?? 1)) / smallestAlpha)
      }
    })
  }
  return adjusted
}
