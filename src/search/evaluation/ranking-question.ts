import type { Passage } from '../corpus/passage.ts'

/** A passage that is given as a possible answer. */
export interface GivenCandidate {
  readonly passage: Passage
  /** Null where nobody judged it, or the grades are kept back. */
  readonly grade: number | null
  /** Its place in the order of the system that retrieved it; null where the file does not say. */
  readonly systemRank: number | null
}

/** A question with the candidates to rank. */
export interface RankingQuestion {
  readonly id: string
  readonly text: string
  readonly candidates: readonly GivenCandidate[]
}
