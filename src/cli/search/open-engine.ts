import type { Environment } from '../../arms/api/key.ts'
import type { DenseConfig } from '../../search/dense/dense-config.ts'
import { DenseSearch } from '../../search/dense/dense-search.ts'
import type { Embedder } from '../../search/dense/embedder.ts'
import { EmbeddingsEndpoint } from '../../search/dense/embeddings-endpoint.ts'
import { OnnxFolder } from '../../search/dense/onnx-folder.ts'
import { loadOnnxRuntime } from '../../search/dense/onnx-runtime.ts'
import type { VectorSearch } from '../../search/dense/vector-search.ts'
import type { EngineTarget } from '../../search/engines/engine-target.ts'
import { besideCorpus, type LanceConfig } from '../../search/engines/lancedb/lance-config.ts'
import { LanceSearch } from '../../search/engines/lancedb/lance-search.ts'
import { LanceTarget } from '../../search/engines/lancedb/lance-target.ts'
import { loadLanceDb } from '../../search/engines/lancedb/load-lancedb.ts'
import { OpenSearchConnection } from '../../search/engines/opensearch/connection.ts'
import { userOf } from '../../search/engines/opensearch/opensearch-config.ts'
import { OpenSearchSearch } from '../../search/engines/opensearch/opensearch-search.ts'
import { OpenSearchTarget } from '../../search/engines/opensearch/opensearch-target.ts'
import { type CorpusPassages, openCorpus, openWithoutPostings } from '../../search/files/open-corpus.ts'
import type { SearchedPassages } from '../../search/index/passage-search.ts'
import { usualScoring } from '../../search/index/scoring.ts'
import type { SearchSettings } from '../../search/settings/search-settings.ts'

/** Where a corpus is searched by words, and the passages of its folder. */
export interface OpenEngine {
  readonly search: SearchedPassages
  readonly corpus: CorpusPassages
}

/**
 * Opens a corpus in the engine of its settings, and in no other.
 *
 * @throws ProblemError CORPUS_EMPTY, ENGINE_NOT_FILLED, ENGINE_NOT_INSTALLED, ENGINE_KEY_MISSING, ENGINE_UNREACHABLE, ENGINE_REFUSED
 */
export async function openEngine(
  folder: string,
  { engine }: SearchSettings,
  environment: Environment,
): Promise<OpenEngine> {
  if (engine.via === 'memory') {
    const search = await openCorpus(folder, usualScoring)
    return { search, corpus: { folder, passages: search.files } }
  }
  const connection =
    engine.via === 'opensearch' ? await OpenSearchConnection.open(engine, userOf(engine, environment)) : null
  const corpus = await openWithoutPostings(folder).catch(async (error: unknown) => {
    await connection?.close()
    throw error
  })
  const search =
    engine.via === 'lancedb' || connection === null
      ? await LanceSearch.open(corpus, usualScoring, loadLanceDb, lanceConfigOf(engine))
      : await OpenSearchSearch.open(connection, corpus, usualScoring)
  return { search, corpus }
}

function lanceConfigOf(engine: SearchSettings['engine']): LanceConfig {
  return engine.via === 'lancedb' ? engine : besideCorpus
}

/** What an engine is filled through; null for the index in memory, which needs no filling. */
export async function openTarget(
  folder: string,
  { engine }: SearchSettings,
  environment: Environment,
): Promise<EngineTarget | null> {
  switch (engine.via) {
    case 'memory':
      return null
    case 'lancedb':
      return LanceTarget.open(folder, usualScoring, loadLanceDb, lanceConfigOf(engine))
    case 'opensearch':
      return new OpenSearchTarget(
        await OpenSearchConnection.open(engine, userOf(engine, environment)),
        usualScoring,
      )
  }
}

/** Somebody waits for an answer: an endpoint that is away is told after seconds, not after a minute. */
const attemptsOfQuestion = 3

/** The variable that names the main file of onnxruntime-node where that is not installed beside the software. */
const runtimeFrom = 'EQUIPOISE_ONNXRUNTIME'

export async function openEmbedder(config: DenseConfig, environment: Environment): Promise<Embedder> {
  if (config.via === 'endpoint') return new EmbeddingsEndpoint(config, environment)
  return OnnxFolder.open(config, () => loadOnnxRuntime(environment[runtimeFrom] || undefined))
}

/**
 * The vectors of an open corpus; null where its settings name no embedder.
 *
 * @throws ProblemError VECTORS_ABSENT, EMBEDDING_NOT_ALLOWED, or what makes the embedder unusable
 */
export async function openVectors(
  corpus: CorpusPassages,
  { embedder, precision }: SearchSettings,
  environment: Environment,
): Promise<VectorSearch | null> {
  if (embedder === null) return null
  const config =
    embedder.via === 'onnx'
      ? embedder
      : { ...embedder, attempts: Math.min(embedder.attempts, attemptsOfQuestion) }
  return DenseSearch.open(corpus, await openEmbedder(config, environment), config, precision)
}
