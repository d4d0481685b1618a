import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildSampleCorpus, sampleDocuments } from '../engines/testing/sample-corpus.ts'
import { openWithoutPostings } from '../files/open-corpus.ts'
import { sampleDocument } from '../testing/sample-documents.ts'
import { type EndpointConfig, endpointConfigSchema } from './dense-config.ts'
import { DenseSearch } from './dense-search.ts'
import { embedCorpus } from './embed-corpus.ts'
import { EmbeddingsEndpoint } from './embeddings-endpoint.ts'
import { type EmbeddingServer, startEmbeddingServer } from './testing/embedding-server.ts'

let folder = ''
let server: EmbeddingServer
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'equipoise-dense-'))
  await buildSampleCorpus(folder)
  server = await startEmbeddingServer()
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const configured = (change: Partial<EndpointConfig> = {}) =>
  endpointConfigSchema.parse({
    via: 'endpoint',
    baseUrl: server.baseUrl,
    model: 'letters',
    dimensions: 26,
    attempts: 2,
    staysOnMachine: true,
    ...change,
  })

async function embed({
  change = {},
  stopAfter = Number.POSITIVE_INFINITY,
}: {
  change?: Partial<EndpointConfig>
  stopAfter?: number
} = {}) {
  const config = configured(change)
  const corpus = await openWithoutPostings(folder)
  const stop = new AbortController()
  const onProgress = (done: number) => {
    if (done >= stopAfter) stop.abort()
  }
  try {
    return await embedCorpus(corpus, new EmbeddingsEndpoint(config, {}, 1), config, {
      onProgress,
      signal: stop.signal,
      atOnce: 10,
    })
  } finally {
    await corpus.close()
  }
}

async function found(
  question: string,
  precision: 'float32' | 'int8' = 'float32',
  change: Partial<EndpointConfig> = {},
) {
  const config = configured(change)
  const corpus = await openWithoutPostings(folder)
  try {
    const search = await DenseSearch.open(corpus, new EmbeddingsEndpoint(config, {}, 1), config, precision)
    const hits = await search.find(question, 5)
    return {
      passages: search.passages,
      hits: hits.map(({ passage, score }) => ({ document: passage.document, score })),
    }
  } finally {
    await corpus.close()
  }
}

const texts = () => server.requests.flat()

describe('dense search', () => {
  it('finds the passage whose vector points the same way, exactly and in whole numbers', async () => {
    expect(await embed()).toEqual({ finished: true, embedded: 44, kept: {} })
    const whole = texts().find((text) => text.startsWith('Asthma\n')) ?? ''
    for (const precision of ['float32', 'int8'] as const) {
      const { passages, hits } = await found(whole, precision)
      expect([passages, hits.length, hits[0]?.document]).toEqual([44, 5, 'asthma'])
      expect(hits[0]?.score).toBeCloseTo(1, 2)
    }
  })

  it('goes on where it was interrupted, sends nothing twice, and adds what is new', async () => {
    expect(await embed({ stopAfter: 20 })).toMatchObject({ finished: false, embedded: 20 })
    server.faults.push({ status: 401 })
    await expect(embed()).rejects.toThrow('EMBEDDING_FAILED')
    expect(await embed()).toMatchObject({ finished: true, embedded: 24 })
    expect(await embed()).toMatchObject({ finished: true, embedded: 0 })
    await buildSampleCorpus(folder, [...sampleDocuments, sampleDocument('new', 'Zzz.', { title: 'Zoster' })])
    expect(await embed()).toMatchObject({ finished: true, embedded: 1 })
    expect(new Set(texts()).size).toBe(texts().length)
    expect((await found('zzz zz')).hits[0]?.document).toBe('new')
  })

  it('sends only what may leave the machine', async () => {
    const elsewhere = { staysOnMachine: false }
    await buildSampleCorpus(folder, [
      ...sampleDocuments,
      sampleDocument('ward', 'A note of ours.', { source: 'ward' }),
    ])
    expect(await embed({ change: elsewhere })).toEqual({
      finished: true,
      embedded: 0,
      kept: { sample: 44, ward: 1 },
    })
    expect(server.requests).toEqual([])
    await expect(found('gout')).rejects.toThrow('VECTORS_ABSENT')
    expect(await embed({ change: { ...elsewhere, sendSources: ['sample'] } })).toEqual({
      finished: true,
      embedded: 44,
      kept: { ward: 1 },
    })
    expect(texts().filter((text) => text.includes('note of ours'))).toEqual([])
    const before = server.requests.length
    await expect(found('my own question', 'float32', elsewhere)).rejects.toThrow('EMBEDDING_NOT_ALLOWED')
    expect(server.requests.length).toBe(before)
    expect((await found('gout', 'float32', { ...elsewhere, sendQuestions: true })).hits).toHaveLength(5)
    expect(await embed({ change: { ...elsewhere, sendSources: 'all' } })).toMatchObject({
      embedded: 1,
      kept: {},
    })
  })

  it('keeps vectors of two embedders apart', async () => {
    await embed()
    await expect(found('gout', 'float32', { prefix: { query: '', passage: 'passage: ' } })).rejects.toThrow(
      'VECTORS_ABSENT',
    )
  })

  it('says so where a file of vectors was changed', async () => {
    await embed()
    const files = await readdir(join(folder, 'vectors'), { recursive: true })
    const [part = ''] = files.filter((name) => name.endsWith('.parts'))
    await writeFile(join(folder, 'vectors', part), 'EQPARTS1 and nothing else')
    await expect(found('gout')).rejects.toThrow('INDEX_FILE_DAMAGED')
  })
})
