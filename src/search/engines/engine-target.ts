import type { Passage } from '../corpus/passage.ts'

/** The corpus that an engine is filled from. */
export interface FilledFrom {
  readonly sha256: string
  readonly passages: number
}

/** An engine that can be filled with the passages of a corpus. */
export interface EngineTarget {
  /** `lancedb` or `opensearch`. */
  readonly engine: string
  /**
   * Makes a place for a corpus where there is none. Gives the number from which passages are still to be added: all with a
   * lower one are there.
   */
  begin(corpus: FilledFrom): Promise<number>
  /** Adds passages that come one after another. Those that are there already may be given again. */
  add(first: number, passages: readonly Passage[]): Promise<void>
  /** Makes what was added searchable, and what was there of older corpora go. Gives the number of passages that the engine counts. */
  finish(corpus: FilledFrom): Promise<number>
  close(): Promise<void>
}
