import { claimSize } from '../statistics/equivalence/claim-size.ts'
import { exactClaimSize } from '../statistics/equivalence/exact-claim-size.ts'
import { exactWinRateInterval } from '../statistics/equivalence/exact-win-rate-interval.ts'
import { type WinRateClaim, winRateClaim } from '../statistics/equivalence/win-rate-claim.ts'
import type { Interval } from '../statistics/interval.ts'
import { proportionInterval } from '../statistics/proportion/proportion-interval.ts'

/** A published win rate and what was published with it. */
export interface WinRateStatement {
  /** 0 to 1, a tie counting one half. */
  readonly winRate: number
  /** Number of comparisons; null when it was not published. */
  readonly n: number | null
  /** Share of ties, 0 to 1; null when it was not published: none are assumed. */
  readonly tieShare: number | null
  /** Variance over that of independent votes; null when it was not published. */
  readonly designEffect: number | null
  /** Margin on the win rate that counts as parity, above 0 and below 0.5. */
  readonly margin: number
}

/** What the statement proves with one number of comparisons and one design effect. */
export interface ClaimReading {
  readonly n: number
  readonly designEffect: number
  readonly se: number | null
  readonly ci90: Interval | null
  /** By the normal approximation, as ci90, which two one-sided tests of parity use. */
  readonly ci95: Interval | null
  /** Of Clopper and Pearson for n over the design effect, ties left out: a difference is judged by it. */
  readonly exact95: Interval | null
  readonly smallestProvableMargin: number | null
  /** Whether the margins asked for are shown, in their order. */
  readonly within: readonly { readonly margin: number; readonly shown: boolean }[]
  /** Whether the exact 95% interval leaves out one half. */
  readonly differsFromHalf: boolean
}

/** Comparisons that the same win rate would need at one design effect; null where no number is enough. */
export interface ClaimNeeds {
  readonly designEffect: number
  /** By the normal approximation, and by exact binomial tests, which there are without ties alone. */
  readonly within: readonly {
    readonly margin: number
    readonly n: number | null
    readonly exactN: number | null
  }[]
  /** By the exact binomial test, from which number on. */
  readonly differsFromHalf: number | null
}

export interface ClaimCheck {
  readonly statement: WinRateStatement
  /** Design effect of the sentences: the published one, else the usual one. */
  readonly designEffect: number
  /** With the published n, one per design effect; with none, for assumed numbers at `designEffect`. */
  readonly readings: readonly ClaimReading[]
  readonly needs: readonly ClaimNeeds[]
  /** So few comparisons that the normal approximation is rough. */
  readonly tooFew: boolean
  /** Exact 95% interval of independent votes where every vote went one way; else null. */
  readonly exact95: Interval | null
}

const usualMargins = [0.02, 0.05, 0.1]
/** Clustering of votes by question and reviewer gave 1.0 to 2.1 in simulated designs like the published ones. */
const usualDesignEffect = 1.5
const plausibleDesignEffects = [1, usualDesignEffect, 2]
/** Below this the normal approximation is rough. */
const fewestForNormal = 30
const assumedSizes = [200, 500, 1000, 5000]

/** What a published win rate proves: for the published number of comparisons, else for assumed ones. */
export function checkClaim(statement: WinRateStatement): ClaimCheck {
  const { winRate, n } = statement
  const margins = [...new Set([...usualMargins, statement.margin])].sort((left, right) => left - right)
  const designEffect = statement.designEffect ?? usualDesignEffect
  const designEffects = statement.designEffect === null ? plausibleDesignEffects : [designEffect]
  const oneWay = winRate === 0 || winRate === 1
  return {
    statement,
    designEffect,
    tooFew: n !== null && !oneWay && n < fewestForNormal,
    readings:
      n === null
        ? assumedSizes.map((size) => reading(statement, size, designEffect, margins))
        : designEffects.map((effect) => reading(statement, n, effect, margins)),
    needs: designEffects.map((effect) => needs(statement, effect, margins)),
    exact95: oneWay && n !== null ? proportionInterval(winRate * n, n, 0.95, 'clopper-pearson') : null,
  }
}

function reading(
  statement: WinRateStatement,
  n: number,
  designEffect: number,
  margins: readonly number[],
): ClaimReading {
  const proved = (margin: number): WinRateClaim =>
    winRateClaim({
      winRate: statement.winRate,
      n,
      margin,
      designEffect,
      tieRate: statement.tieShare ?? 0,
    })
  const { se, ci90, ci95, smallestProvableMargin } = proved(statement.margin)
  const exact95 = exactWinRateInterval({
    winRate: statement.winRate,
    n,
    designEffect,
    tieRate: statement.tieShare ?? 0,
  })
  return {
    n,
    designEffect,
    se,
    ci90,
    ci95,
    exact95,
    smallestProvableMargin,
    within: margins.map((margin) => ({ margin, shown: proved(margin).equivalent })),
    differsFromHalf: exact95 !== null && (exact95.lower > 0.5 || exact95.upper < 0.5),
  }
}

function needs(statement: WinRateStatement, designEffect: number, margins: readonly number[]): ClaimNeeds {
  const claim = { winRate: statement.winRate, designEffect, tieRate: statement.tieShare ?? 0 }
  return {
    designEffect,
    within: margins.map((margin) => ({
      margin,
      n: claimSize({ ...claim, margin }),
      exactN: exactClaimSize({ ...claim, margin }),
    })),
    differsFromHalf: exactClaimSize({ ...claim, margin: null }),
  }
}
