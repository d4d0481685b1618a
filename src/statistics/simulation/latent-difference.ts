import { normalDensity, normalUpper } from '../distributions/normal.ts'
import { solveIncreasing } from '../distributions/solve-increasing.ts'
import { tieBand } from './pairwise-votes.ts'

/** Expected win difference of two systems whose strengths lie `latent` apart; see `createPairwiseVotes`. */
export function winDifferenceOf(latent: number, tieShare: number): number {
  const band = tieBand(tieShare)
  return normalUpper(band - latent) - normalUpper(band + latent)
}

/**
 * How far apart the strengths of two systems must lie for a win difference, strictly between -1 and 1, when
 * `tieShare` of the votes between equals are ties.
 */
export function latentDifferenceFor(winDifference: number, tieShare: number): number {
  if (!(winDifference > -1 && winDifference < 1)) {
    throw new RangeError(`winDifference must lie strictly between -1 and 1, not ${winDifference}`)
  }
  if (winDifference === 0) return 0
  const band = tieBand(tieShare)
  const limit = band + 9
  return solveIncreasing(
    (latent) => normalUpper(band - latent) - normalUpper(band + latent) - winDifference,
    (latent) => normalDensity(band - latent) + normalDensity(band + latent),
    -limit,
    limit,
    0.1 * Math.sign(winDifference),
  )
}
