import type { Found } from '../index/passage-search.ts'

/** Finds passages by the direction of the vector of a whole question. */
export interface VectorSearch {
  /** Names the embedder and the vectors: 8 hexadecimal digits. */
  readonly id: string
  /** The nearest passages, best first. */
  find(question: string, count: number): Promise<readonly Found[]>
}
