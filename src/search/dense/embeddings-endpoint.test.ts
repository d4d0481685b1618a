import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type EndpointConfig, endpointConfigSchema } from './dense-config.ts'
import { EmbeddingsEndpoint } from './embeddings-endpoint.ts'
import {
  type EmbeddingFault,
  type EmbeddingServer,
  letterCounts,
  startEmbeddingServer,
} from './testing/embedding-server.ts'

let server: EmbeddingServer
beforeAll(async () => {
  server = await startEmbeddingServer()
})
afterAll(() => server.close())
beforeEach(() => {
  server.faults.length = 0
  server.requests.length = 0
  server.keys.length = 0
})

const key = 'sk-very-secret'

function endpoint(change: Partial<EndpointConfig> = {}) {
  const config = {
    via: 'endpoint',
    baseUrl: server.baseUrl,
    model: 'letters',
    dimensions: 26,
    attempts: 4,
    ...change,
  }
  return new EmbeddingsEndpoint(endpointConfigSchema.parse(config), { EMBED_KEY: key }, 1)
}

const lengthOne = (text: string) => {
  const counts = letterCounts(text)
  return counts.map((one) =>
    expect.closeTo(one / Math.sqrt(counts.reduce((sum, count) => sum + count * count, 0)), 6),
  )
}

describe('EmbeddingsEndpoint', () => {
  it('gives vectors of length 1 in the order of the texts, so many in a request', async () => {
    const texts = ['gout', 'asthma', 'fever', 'zoster', 'abba']
    const vectors = await endpoint({ atOnce: 2 }).embed(texts, 'passage')
    expect(vectors.map((vector) => [...vector])).toEqual(texts.map(lengthOne))
    expect(server.requests).toEqual([['gout', 'asthma'], ['fever', 'zoster'], ['abba']])
    expect(server.keys[0]).toBeNull()
  })

  it('puts prefixes before texts, and sends the key of the variable that is named', async () => {
    const prefix = { query: 'query: ', passage: 'passage: ' }
    await endpoint({ prefix, keyFrom: 'EMBED_KEY' }).embed(['gout'], 'query')
    expect(server.requests).toEqual([['query: gout']])
    expect(server.keys).toEqual([`Bearer ${key}`])
    expect(() => endpoint({ keyFrom: 'NO_SUCH_KEY' })).toThrow(/NO_SUCH_KEY.*ARM_KEY_MISSING/)
  })

  it.each<[string, readonly EmbeddingFault[]]>([
    ['429', [{ status: 429 }]],
    ['503 three times', [{ status: 503 }, { status: 503 }, { status: 503 }]],
    ['a cut connection', [{ lost: 'cut' }]],
    ['529 inside a 200', [{ status: 200, body: '{"error":{"type":"overloaded_error","message":"busy"}}' }]],
  ])('gets over %s', async (_, faults) => {
    server.faults.push(...faults)
    expect(await endpoint().embed(['gout'], 'query')).toHaveLength(1)
    expect(server.faults).toEqual([])
  })

  it('gets over an answer that never comes, and waits as long as it is asked to', async () => {
    server.faults.push({ lost: 'hang' })
    expect(await endpoint({ requestSeconds: 0.3 }).embed(['gout'], 'query')).toHaveLength(1)
    server.faults.push({ status: 429, headers: { 'retry-after-ms': '400' } })
    const began = performance.now()
    await endpoint().embed(['gout'], 'query')
    expect(performance.now() - began).toBeGreaterThanOrEqual(395)
  })

  it('waits for a limit to be lifted before it calls again', async () => {
    const embedding = letterCounts('gout')
    server.faults.push({
      headers: { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '300ms' },
      body: JSON.stringify({ data: [{ index: 0, embedding }] }),
    })
    const began = performance.now()
    await endpoint({ atOnce: 1 }).embed(['gout', 'fever'], 'query')
    expect(performance.now() - began).toBeGreaterThanOrEqual(290)
  })

  it('halves a request that is too large', async () => {
    server.faults.push({ status: 413 })
    const vectors = await endpoint().embed(['a', 'b', 'c'], 'passage')
    expect(vectors.map((vector) => vector.findIndex((one) => one > 0))).toEqual([0, 1, 2])
    expect(server.requests).toEqual([['a'], ['b', 'c']])
  })

  it.each<[string, EmbeddingFault, RegExp]>([
    [
      'a wrong key',
      { status: 401, body: `{"error":{"message":"wrong ${key}","code":"invalid_api_key"}}` },
      /authentication.*\[key\].*EMBEDDING_FAILED/,
    ],
    [
      'money that ran out',
      { status: 429, body: '{"error":{"message":"none left","code":"insufficient_quota"}}' },
      /quota.*EMBEDDING_FAILED/,
    ],
    ['too few vectors', { body: '{"data":[]}' }, /EMBEDDING_MALFORMED/],
    [
      'a vector twice',
      { body: JSON.stringify({ data: [0, 0].map((index) => ({ index, embedding: letterCounts('a') })) }) },
      /EMBEDDING_MALFORMED/,
    ],
    [
      'other dimensions',
      { body: JSON.stringify({ data: [0, 1].map((index) => ({ index, embedding: [1, 2] })) }) },
      /26 numbers.*EMBEDDING_MALFORMED/,
    ],
    [
      'a vector without direction',
      { body: JSON.stringify({ data: [0, 1].map((index) => ({ index, embedding: letterCounts('') })) }) },
      /EMBEDDING_MALFORMED/,
    ],
    ['what is no JSON', { body: '<html>' }, /EMBEDDING_MALFORMED/],
  ])('ends with a problem at %s, and never shows the key', async (_, fault, says) => {
    server.faults.push(fault)
    const error: unknown = await endpoint({ keyFrom: 'EMBED_KEY' })
      .embed(['a', 'b'], 'passage')
      .catch((thrown) => thrown)
    expect(String(error)).toMatch(says)
    expect(`${error}${JSON.stringify(error)}`).not.toContain(key)
  })

  it('gives up after its attempts', async () => {
    server.faults.push(...Array.from({ length: 4 }, () => ({ status: 503 })))
    await expect(endpoint().embed(['a'], 'query')).rejects.toThrow(/overloaded.*EMBEDDING_FAILED/)
    await expect(endpoint({ baseUrl: 'http://127.0.0.1:1/v1' }).embed(['a'], 'query')).rejects.toThrow(
      /network/,
    )
  })
})
