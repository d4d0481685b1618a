import type { CorpusPassages } from '../files/open-corpus.ts'
import type { DenseConfig } from './dense-config.ts'
import type { Embedder } from './embedder.ts'
import { passagesMayLeave } from './may-leave.ts'
import { embeddedText, textDigest, VectorStore } from './vector-store.ts'

export interface EmbedOptions {
  readonly onProgress: (done: number, passages: number) => void
  readonly signal: AbortSignal
  /** Passages of one part on disk. */
  readonly atOnce?: number
}

export interface EmbedResult {
  /** False: it was interrupted, and goes on when it is called again. */
  readonly finished: boolean
  /** Texts that were turned into vectors now. */
  readonly embedded: number
  /** Passages without a vector, because their source may not leave the machine, by source. */
  readonly kept: Readonly<Record<string, number>>
}

/** Turns the passages of a corpus into vectors, where they have none yet and may be sent to where that is done. */
export async function embedCorpus(
  { folder, passages }: CorpusPassages,
  embedder: Embedder,
  config: DenseConfig,
  { onProgress, signal, atOnce = 256 }: EmbedOptions,
): Promise<EmbedResult> {
  const store = new VectorStore(folder, embedder)
  const known = new Set(await store.known())
  const kept: Record<string, number> = {}
  let embedded = 0
  for (let first = 0; first < passages.count; first += atOnce) {
    if (signal.aborted) return { finished: false, embedded, kept }
    const texts = new Map<string, string>()
    for (const passage of await passages.range(first, first + atOnce)) {
      const text = embeddedText(passage)
      const digest = textDigest(text).toString('latin1')
      if (known.has(digest)) continue
      if (passagesMayLeave(config, passage.source)) texts.set(digest, text)
      else kept[passage.source] = (kept[passage.source] ?? 0) + 1
    }
    if (texts.size > 0) {
      const vectors = await embedder.embed([...texts.values()], 'passage')
      await store.add(
        [...texts.keys()].map((digest) => Buffer.from(digest, 'latin1')),
        vectors,
      )
      for (const digest of texts.keys()) known.add(digest)
      embedded += texts.size
    }
    onProgress(Math.min(passages.count, first + atOnce), passages.count)
  }
  return { finished: true, embedded, kept }
}
