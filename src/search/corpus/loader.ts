import type { Limits } from './limits.ts'
import type { Loaded } from './loaded.ts'
import type { SourceFile } from './source-file.ts'

/** A file whose format is known, unpacked. */
export interface Opened {
  readonly file: SourceFile
  /** Its first bytes. */
  readonly head: Uint8Array
  /** All of it from the start; to be read once. */
  readonly bytes: AsyncIterable<Uint8Array>
  readonly limits: Limits
}

/**
 * Turns one file into what it holds, in the order of the file and without holding more of it than one record. A problem with
 * one record is given and the record skipped; a file that cannot be read on ends in a ProblemError.
 */
export type Loader = (opened: Opened) => AsyncGenerator<Loaded>
