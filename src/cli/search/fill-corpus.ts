import type { Environment } from '../../arms/api/key.ts'
import { type EmbedResult, embedCorpus } from '../../search/dense/embed-corpus.ts'
import type { Embedder } from '../../search/dense/embedder.ts'
import type { EngineTarget } from '../../search/engines/engine-target.ts'
import { type FillResult, fillEngine } from '../../search/engines/fill-engine.ts'
import { type CorpusWithoutPostings, openWithoutPostings } from '../../search/files/open-corpus.ts'
import type { SearchSettings } from '../../search/settings/search-settings.ts'
import { endInOrder } from '../interruption.ts'
import type { Terminal } from '../terminal.ts'
import { openEmbedder, openTarget } from './open-engine.ts'

/** What a corpus is put into besides its own index; opened before sources are read, so that what is amiss is told first. */
export interface Fillers extends AsyncDisposable {
  readonly target: EngineTarget | null
  readonly embedder: Embedder | null
}

export async function openFillers(
  folder: string,
  settings: SearchSettings,
  environment: Environment,
): Promise<Fillers> {
  const embedder = settings.embedder === null ? null : await openEmbedder(settings.embedder, environment)
  const target = await openTarget(folder, settings, environment)
  return { embedder, target, [Symbol.asyncDispose]: async () => target?.close() }
}

export interface Filled {
  /** False: it was interrupted. */
  readonly finished: boolean
  /** Null where the corpus is searched by its own index. */
  readonly engine: (FillResult & { readonly name: string }) | null
  /** Null where no embedder is set up. */
  readonly vectors: EmbedResult | null
}

/** Fills the engine of a corpus and makes its vectors, going on where that was interrupted. */
export async function fillCorpus(
  folder: string,
  { embedder: config }: SearchSettings,
  { target, embedder }: Fillers,
  terminal: Terminal,
): Promise<Filled> {
  if (target === null && embedder === null) return { finished: true, engine: null, vectors: null }
  const corpus = await openWithoutPostings(folder)
  const stop = new AbortController()
  const atRest = endInOrder(
    () => stop.abort(),
    'Stopped at once. What was put in stands; equipoise index --fill goes on behind it.',
  )
  try {
    const engine = target === null ? null : await filled(corpus, target, stop.signal, terminal)
    if (engine?.finished === false || embedder === null || config === null)
      return { finished: engine?.finished !== false, engine, vectors: null }
    const vectors = await embedCorpus(corpus, embedder, config, {
      onProgress: (done, all) => terminal.progress('passages with vectors', done, all),
      signal: stop.signal,
    })
    return { finished: vectors.finished, engine, vectors }
  } finally {
    atRest()
    await corpus.close()
  }
}

async function filled(
  corpus: CorpusWithoutPostings,
  target: EngineTarget,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<Filled['engine']> {
  const onProgress = (added: number, all: number) =>
    terminal.progress(`passages in the engine ${target.engine}`, added, all)
  return { name: target.engine, ...(await fillEngine(corpus, target, { onProgress, signal })) }
}
