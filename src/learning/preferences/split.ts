import { createHash } from 'node:crypto'
import type { Split } from './preference.ts'

/**
 * A question as it counts for being the same question: compatibility forms folded, lower case, letters and digits only, single
 * blanks. Two questions that differ in punctuation or case alone are one.
 */
export function normalisedQuestion(question: string): string {
  return question
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** SHA-256 of the normalised question, in hexadecimal. */
export function questionSha256(question: string): string {
  return createHash('sha256').update(normalisedQuestion(question)).digest('hex')
}

/** Hundredths of the questions that are kept for calibration and for the gate. */
export interface SplitShares {
  readonly calibration: number
  readonly gate: number
}

export const usualShares: SplitShares = { calibration: 15, gate: 25 }

/**
 * The split of a question, by its hash alone: the same in every study and on every machine, whatever else is asked.
 *
 * @param sha256 Of the normalised question.
 * @param shares Hundredths, whole numbers of at least 0 whose sum is below 100.
 * @throws RangeError where the shares are not such numbers.
 */
export function splitOf(sha256: string, { calibration, gate }: SplitShares = usualShares): Split {
  const legal = (share: number) => Number.isInteger(share) && share >= 0
  if (!legal(calibration) || !legal(gate) || calibration + gate >= 100)
    throw new RangeError(
      `shares must be whole hundredths of at least 0 with a sum below 100, not ${calibration} and ${gate}`,
    )
  // Thirteen hexadecimal digits are below 2^52, so that the remainder is exact.
  const place = Number.parseInt(sha256.slice(0, 13), 16) % 100
  if (place < gate) return 'gate'
  return place < gate + calibration ? 'calibration' : 'train'
}
