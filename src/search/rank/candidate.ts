import type { Passage } from '../corpus/passage.ts'

/** A passage that the first stage found for a question. */
export interface Candidate {
  readonly passage: Passage
  /** Score of the first stage; 0 where the candidate was given and not found. */
  readonly retrieval: number
}
