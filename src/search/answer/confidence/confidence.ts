import type { Candidate } from '../../rank/candidate.ts'
import type { WordStatistics } from '../../rank/word-statistics.ts'
import type { AskedQuestion } from '../asked-question.ts'

/**
 * How sure it is that the first candidate answers the question. A trained and calibrated head keeps the same shape: `id` says
 * which of them gave a score, since a threshold belongs to one of them only.
 */
export interface Confidence {
  readonly id: string
  /** 0 to 1, higher is surer; 0 without candidates. @param candidates Best first. */
  score(question: AskedQuestion, candidates: readonly Candidate[], statistics: WordStatistics): number
}
