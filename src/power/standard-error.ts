import type { PairedComponents } from '../statistics/power/two-way.ts'
import { latentDifferenceFor } from '../statistics/simulation/latent-difference.ts'
import { tieBand, type VoteShares } from '../statistics/simulation/pairwise-votes.ts'
import type { RowSums } from './row-sums.ts'
import { voteCovariance, voteVariance } from './vote-covariance.ts'

/** The expected standard error of an estimate. */
export interface ExpectedError {
  readonly se: number
  /** Variance over that of independent rows. */
  readonly designEffect: number
}

/**
 * Error of the mean difference between the mark of a candidate and the mean mark of K others by the same reviewer:
 *
 *     Var = (1 + 1/K) (sQS^2 sum(nq^2)/n^2 + sRS^2 sum(nr^2)/n^2 + sE^2/n)
 *
 * with the cells of each question and each reviewer as planned. A cell is kept when none of its K + 1 marks is
 * missing; the sums are then expected values.
 */
export function markError(
  sums: RowSums,
  components: PairedComponents,
  opponents: number,
  missingShare: number,
): ExpectedError | null {
  const kept = Math.exp((opponents + 1) * Math.log(1 - missingShare))
  const n = sums.n * kept
  if (n === 0) return null
  const factor = 1 + 1 / opponents
  const question = components.sdQuestionSystem * components.sdQuestionSystem
  const reviewer = components.sdReviewerSystem * components.sdReviewerSystem
  const residual = components.sdResidual * components.sdResidual
  // Each ordered pair of different cells is kept with the square of the share.
  const shareOf = (same: number) => (same - sums.n) / (sums.n * sums.n) + 1 / n
  const variance =
    factor * (question * shareOf(sums.sameQuestion) + reviewer * shareOf(sums.sameReviewer) + residual / n)
  const independent = (factor * (question + reviewer + residual)) / n
  return variance > 0 ? { se: Math.sqrt(variance), designEffect: variance / independent } : null
}

/**
 * Error of a win difference when `difference` is true against every opponent. Two votes covary as the latent
 * normal differences do that they are cut from; votes on one question or by one reviewer against different
 * opponents share the candidate's half of that part only.
 */
export function voteError(
  sums: RowSums,
  shares: VoteShares,
  tieShare: number,
  missingShare: number,
  difference: number,
): ExpectedError | null {
  const n = sums.n * (1 - missingShare)
  if (n === 0) return null
  const latent = latentDifferenceFor(difference, tieShare)
  const covariance = voteCovariance(latent, tieBand(tieShare))
  const variance = voteVariance(latent, tieBand(tieShare))
  const { question, reviewer } = shares
  const both = question + reviewer
  const cell = { all: sums.sameCell, own: sums.sameCellAndOpponent }
  const onQuestion = { all: sums.sameQuestion - cell.all, own: sums.sameQuestionAndOpponent - cell.own }
  const onReviewer = { all: sums.sameReviewer - cell.all, own: sums.sameReviewerAndOpponent - cell.own }
  const pairs =
    (cell.own - sums.n) * covariance(both) +
    (cell.all - cell.own) * covariance(both / 2) +
    onQuestion.own * covariance(question) +
    (onQuestion.all - onQuestion.own) * covariance(question / 2) +
    onReviewer.own * covariance(reviewer) +
    (onReviewer.all - onReviewer.own) * covariance(reviewer / 2)
  const independent = variance / n
  const whole = independent + pairs / (sums.n * sums.n)
  return whole > 0 ? { se: Math.sqrt(whole), designEffect: whole / independent } : null
}
