import { checkAlpha, checkPositive } from '../../statistics/argument.ts'
import { binomialDensity, binomialUpper } from '../../statistics/distributions/binomial.ts'
import { normalUpperQuantile } from '../../statistics/distributions/normal.ts'
import { tangoNoninferiority } from '../../statistics/paired/tango-noninferiority.ts'

/** What the number of questions of a margin follows from. */
export interface PlannedMargin {
  readonly margin: number
  /** Standard deviation of the paired difference over questions. */
  readonly sd: number
  /** One-sided level. */
  readonly alpha: number
  /** Chance that an equal candidate passes this one check. */
  readonly power: number
}

/**
 * Questions with which an equal candidate shows non-inferiority: the least whole n with
 * n >= ((z_{1-alpha} + z_{power}) sd / margin)^2. With 5 % and 80 % that is 6.18 sd^2 / margin^2.
 */
export function plannedQuestions({ margin, sd, alpha, power }: PlannedMargin): number {
  checkPositive('margin', margin)
  checkPositive('sd', sd)
  checkAlpha(alpha, 0.5)
  checkAlpha(1 - power, 0.5)
  const root = ((normalUpperQuantile(alpha) + normalUpperQuantile(1 - power)) * sd) / margin
  return Math.ceil(root * root - 1e-9)
}

export interface PlannedShare {
  /** Of the difference of two shares, below 1. */
  readonly margin: number
  /** Share of the questions in which exactly one of two equal arms has the event, above 0. */
  readonly discordant: number
  readonly alpha: number
  readonly power: number
}

/** No gate is planned beyond this. */
const mostQuestions = 1_000_000
/** Counts that are rarer than this do not enter the power. */
const negligible = 1e-10

/**
 * The same for the difference of two shares, by Tango's score test and not by the normal formula, which promises too much where
 * hardly any question differs: the power at n is the sum over the discordant counts of equal arms. Null where no n up to a
 * million has it.
 */
export function plannedShareQuestions(planned: PlannedShare): number | null {
  checkPositive('margin', planned.margin)
  checkPositive('discordant', planned.discordant)
  let high = 8
  while (sharePower(high, planned) < planned.power) {
    high *= 2
    if (high > mostQuestions) return null
  }
  let low = high / 2
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (sharePower(middle, planned) < planned.power) low = middle
    else high = middle
  }
  return high
}

/** Chance that equal arms pass with n questions. */
export function sharePower(n: number, { margin, discordant, alpha }: PlannedShare): number {
  let power = 0
  for (let differing = 0; differing <= n; differing++) {
    const chance = binomialDensity(differing, n, discordant)
    if (chance < negligible) {
      if (differing > n * discordant) break
      continue
    }
    // The more of them the candidate wins, the easier it passes: the fewest wins that pass decide.
    let from = 0
    let to = differing + 1
    while (from < to) {
      const wins = Math.floor((from + to) / 2)
      const table = { n11: n - differing, n10: wins, n01: differing - wins, n00: 0 }
      if ((tangoNoninferiority(table, margin).p ?? 1) < alpha) to = wins
      else from = wins + 1
    }
    if (from <= differing) power += chance * (from === 0 ? 1 : binomialUpper(from - 1, differing, 0.5))
  }
  return power
}
