import { chiSquareUpper } from '../distributions/chi-square.ts'
import { signTest } from '../preference/sign-test.ts'
import { type PairedTable, questionsOf } from './paired-table.ts'

export interface McNemar {
  /** Questions in all. */
  readonly n: number
  /** Questions that exactly one of the systems got right; only these tell the two apart. */
  readonly discordant: number
  /** Two-sided exact p, min(1, 2 P(X <= min(b, c))); 1 without discordant questions. */
  readonly exactP: number
  /** Two-sided mid-p, the exact one less P(X = min(b, c)); 1 without discordant questions. The one to report. */
  readonly midP: number
  /** (b - c)^2/(b + c), on one degree of freedom; null without discordant questions. */
  readonly chi2: number | null
  /** Upper tail of `chi2`. */
  readonly chi2P: number | null
  /** The same with the continuity correction, max(0, |b - c| - 1)^2/(b + c); 1 when b = c, as in R. */
  readonly chi2ccP: number | null
}

/**
 * McNemar's test that two systems are right equally often on the same questions.
 *
 * With b questions that only A and c that only B got right, X ~ Binomial(b + c, 1/2) under the null. The mid-p
 * keeps the level in practice and has more power than the exact p; the chi-square forms are there to compare with
 * other software. Rows must be independent: several questions of one vignette, or several reviewers of one answer,
 * call for a clustered difference instead.
 *
 * @method paired.mcnemar
 * @question Do two systems differ in accuracy on the same questions?
 * @standing default
 * @source McNemar 1947; Fagerland, Lydersen and Laake 2013
 * @pinned R 4.2.2: mcnemar.test(table, correct = FALSE), binom.test(b, b + c); statsmodels 0.13.5: mcnemar
 */
export function mcnemar(table: PairedTable): McNemar {
  const n = questionsOf(table)
  const { n10: b, n01: c } = table
  const { decisive: discordant, exactP, midP } = signTest(b, c)
  if (discordant === 0) return { n, discordant, exactP, midP, chi2: null, chi2P: null, chi2ccP: null }
  const chi2 = ((b - c) * (b - c)) / discordant
  const corrected = Math.max(0, Math.abs(b - c) - 1)
  return {
    n,
    discordant,
    exactP,
    midP,
    chi2,
    chi2P: chiSquareUpper(chi2, 1),
    chi2ccP: chiSquareUpper((corrected * corrected) / discordant, 1),
  }
}
