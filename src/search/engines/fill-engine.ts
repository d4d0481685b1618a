import { problem } from '../../problem.ts'
import type { CorpusWithoutPostings } from '../files/open-corpus.ts'
import type { EngineTarget } from './engine-target.ts'

export interface FillOptions {
  readonly onProgress: (added: number, passages: number) => void
  /** Ends the filling; what was added stays. */
  readonly signal: AbortSignal
  /** Passages that are read and added at once. */
  readonly atOnce?: number
}

export interface FillResult {
  /** False: it was interrupted, and goes on when it is called again. */
  readonly finished: boolean
  /** Passages that are in the engine. */
  readonly passages: number
}

/**
 * Puts all passages of a corpus into an engine. It goes on where an earlier filling with the same corpus ended, and is done when the
 * engine itself counts as many passages as the corpus has.
 *
 * @throws `ENGINE_COUNT_DIFFERS` where it does not
 */
export async function fillEngine(
  { sha256, passages }: CorpusWithoutPostings,
  target: EngineTarget,
  { onProgress, signal, atOnce = 5000 }: FillOptions,
): Promise<FillResult> {
  const corpus = { sha256, passages: passages.count }
  let first = await target.begin(corpus)
  onProgress(first, corpus.passages)
  while (first < corpus.passages) {
    if (signal.aborted) return { finished: false, passages: first }
    const read = await passages.range(first, first + atOnce)
    await target.add(first, read)
    first += read.length
    onProgress(first, corpus.passages)
  }
  const counted = await target.finish(corpus)
  if (counted === corpus.passages) return { finished: true, passages: counted }
  throw problem(
    'ENGINE_COUNT_DIFFERS',
    `The engine ${target.engine} does not hold as many passages as were put into it.`,
    'See that nothing else writes there, then fill it again.',
    { value: String(counted), expected: `${corpus.passages} passages` },
  )
}

/** What an engine says that was asked for a corpus which it does not hold whole. */
export function notFilled(engine: string, place: string, found: string | null) {
  return problem(
    'ENGINE_NOT_FILLED',
    `The engine ${engine} does not hold the corpus as it is now.`,
    'Fill it with equipoise index --fill.',
    { place: { file: place }, value: found },
  )
}
