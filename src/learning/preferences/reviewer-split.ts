import { createHash } from 'node:crypto'

/** Hundredths of the reviewers whose marks are kept for the gate alone. */
export const usualHeldOut = 25

/**
 * SHA-256 of a pseudonym, in hexadecimal: what a model calls those it learned from. Who holds the study can tell whether a reviewer
 * is among them; without it nothing says which study they were in.
 */
export function reviewerSha256(reviewer: string): string {
  return createHash('sha256').update(`reviewer\u0000${reviewer}`).digest('hex')
}

/**
 * Whether a reviewer's marks are kept for the gate: a model that is asked to please reviewers has to please some that it never
 * learned from. By a hash of the pseudonym, which was drawn at random, so that it is the same on every machine.
 *
 * @param share Hundredths of the reviewers, a whole number from 0 to 99.
 * @throws RangeError where the share is not such a number.
 */
export function isHeldOut(reviewer: string | null, share: number = usualHeldOut): boolean {
  if (!Number.isInteger(share) || share < 0 || share > 99)
    throw new RangeError(`the share of reviewers kept for the gate must be 0 to 99 hundredths, not ${share}`)
  if (reviewer === null) return false
  return Number.parseInt(reviewerSha256(reviewer).slice(0, 13), 16) % 100 < share
}
