import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openWithoutPostings } from '../../files/open-corpus.ts'
import { usualScoring } from '../../index/scoring.ts'
import { sampleDocument } from '../../testing/sample-documents.ts'
import { fillEngine } from '../fill-engine.ts'
import { type Fault, type OpenSearchStandIn, startStandIn } from '../testing/opensearch-stand-in.ts'
import { buildSampleCorpus, sampleDocuments } from '../testing/sample-corpus.ts'
import { StandInIndex } from '../testing/stand-in-index.ts'
import { OpenSearchConnection } from './connection.ts'
import { indexBody } from './index-body.ts'
import { type OpenSearchConfig, openSearchConfigSchema, userOf } from './opensearch-config.ts'
import { OpenSearchSearch } from './opensearch-search.ts'
import { OpenSearchTarget } from './opensearch-target.ts'

let folder = ''
let standIn: OpenSearchStandIn
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'equipoise-opensearch-'))
})
beforeEach(async () => {
  await rm(folder, { recursive: true, force: true })
  await buildSampleCorpus(folder)
  standIn = await startStandIn()
})
afterEach(() => standIn.close())
afterAll(() => rm(folder, { recursive: true, force: true }))

const connect = (
  change: Partial<OpenSearchConfig> = {},
  user: { username: string; password: string } | null = null,
) =>
  OpenSearchConnection.open(
    openSearchConfigSchema.parse({ node: standIn.node, attempts: 4, requestSeconds: 5, ...change }),
    user,
    1,
  )

async function fill({
  faults = [],
  stopAfter = Number.POSITIVE_INFINITY,
  config = {},
}: {
  readonly faults?: readonly Fault[]
  readonly stopAfter?: number
  readonly config?: Partial<OpenSearchConfig>
} = {}) {
  standIn.faults.push(...faults)
  const corpus = await openWithoutPostings(folder)
  const target = new OpenSearchTarget(await connect(config), usualScoring)
  const stop = new AbortController()
  try {
    const onProgress = (added: number) => {
      if (added >= stopAfter) stop.abort()
    }
    return await fillEngine(corpus, target, { onProgress, signal: stop.signal, atOnce: 10 })
  } finally {
    await target.close()
    await corpus.close()
  }
}

const open = async (config: Partial<OpenSearchConfig> = {}) =>
  OpenSearchSearch.open(await connect(config), await openWithoutPostings(folder), usualScoring)

async function feverish(): Promise<number> {
  const search = await open()
  try {
    return (await search.find([{ word: 'fever', weight: 1 }], 100)).length
  } finally {
    await search.close()
  }
}

const whole = { finished: true, passages: 44 }

describe('OpenSearchTarget', () => {
  it.each<[string, readonly Fault[]]>([
    ['429 for a whole request', [{ on: /_bulk/, status: 429 }]],
    ['503 again and again', [1, 2, 3].map(() => ({ on: /_bulk/, status: 503 }))],
    ['429 for one passage in three', [{ on: /_bulk/, items: { every: 3, status: 429 } }]],
    ['503 for one passage in two', [{ on: /_bulk/, items: { every: 2, status: 503 } }]],
    ['an answer that is cut off after the work', [{ on: /_bulk/, lost: 'cut' }]],
    [
      'a request that is too large',
      [
        { on: /_bulk/, status: 413 },
        { on: /_bulk/, status: 413 },
      ],
    ],
    ['a node that restarts while the index is made', [{ on: /^PUT/, status: 503 }]],
    ['an index that was made although nobody heard so', [{ on: /^PUT/, lost: 'cut' }]],
    [
      '429 while it is finished',
      [
        { on: /_refresh/, status: 429 },
        { on: /_mapping/, status: 502 },
        { on: /_count/, status: 504 },
      ],
    ],
  ])('gets over %s', async (_, faults) => {
    expect(await fill({ faults })).toEqual(whole)
    expect(standIn.faults).toEqual([])
    expect(await feverish()).toBe(40)
  })

  it('gets over an answer that never comes', async () => {
    const faults: Fault[] = [{ on: /_bulk/, lost: 'hang' }]
    expect(await fill({ faults, config: { requestSeconds: 0.3 } })).toEqual(whole)
    expect(await feverish()).toBe(40)
  })

  it('waits as long as it is asked to', async () => {
    const began = performance.now()
    await fill({ faults: [{ on: /_bulk/, status: 429, headers: { 'retry-after': '1' } }] })
    expect(performance.now() - began).toBeGreaterThanOrEqual(1000)
  })

  it('goes on where it was interrupted, and is not searched before it is whole', async () => {
    await expect(feverish()).rejects.toThrow('ENGINE_NOT_FILLED')
    expect(await fill({ stopAfter: 20 })).toEqual({ finished: false, passages: 20 })
    await expect(feverish()).rejects.toThrow('ENGINE_NOT_FILLED')
    expect(await fill()).toEqual(whole)
    expect(await feverish()).toBe(40)
    standIn.requests.length = 0
    expect(await fill()).toEqual(whole)
    expect(standIn.requests.filter((one) => one.includes('_bulk'))).toEqual([])
  })

  it('takes the place of what held an older corpus, and leaves the indices of others', async () => {
    const { mappings, ...rest } = indexBody(
      { sha256: '', passages: 0 },
      usualScoring,
      (await connect()).config,
    )
    const others = ['equipoise-of-somebody', `equipoise-${'0'.repeat(32)}`, `equipoise-x-${'0'.repeat(32)}`]
    for (const name of others)
      standIn.indices.set(name, new StandInIndex({ ...rest, mappings: { ...mappings, _meta: {} } }))
    await fill()
    const [older = ''] = [...standIn.indices.keys()].filter((name) => !others.includes(name))
    const more = sampleDocument('new', 'A fever of unknown origin.', { title: 'New' })
    await buildSampleCorpus(folder, [...sampleDocuments, more])
    await expect(feverish()).rejects.toThrow('ENGINE_NOT_FILLED')
    expect(await fill()).toEqual({ finished: true, passages: 45 })
    expect(standIn.indices.has(older)).toBe(false)
    expect([...standIn.indices.keys()]).toEqual(expect.arrayContaining(others))
    expect(await feverish()).toBe(41)
  })

  it('says so where the engine holds another number of passages', async () => {
    await fill({ stopAfter: 20 })
    const [index] = standIn.indices.values()
    index?.create('999', { number: 999, words: 'stray', passage: {} })
    await expect(fill()).rejects.toThrow(/"45".*44 passages.*ENGINE_COUNT_DIFFERS/)
    await expect(feverish()).rejects.toThrow('ENGINE_NOT_FILLED')
  })

  it.each<[string, Fault, RegExp]>([
    [
      'a passage that is refused for good',
      { on: /_bulk/, items: { every: 7, status: 400 } },
      /ENGINE_REFUSED_PASSAGE/,
    ],
    ['a user who may not', { on: /_bulk/, status: 403 }, /userFrom.*ENGINE_REFUSED/],
    ['a failure that stays', { on: /_bulk/, status: 501 }, /ENGINE_REFUSED/],
  ])('ends with a problem at %s, and keeps what was put in', async (_, fault, says) => {
    await expect(fill({ faults: [fault] })).rejects.toThrow(says)
    expect(await fill()).toEqual(whole)
  })

  it('gives up after its attempts, says where, and goes on later', async () => {
    const faults = Array.from({ length: 4 }, (): Fault => ({ on: /_bulk/, status: 503 }))
    await expect(fill({ faults })).rejects.toThrow(/4 attempts.*status 503.*ENGINE_UNREACHABLE/)
    expect(await fill()).toEqual(whole)
    const gone = await connect({ node: 'http://127.0.0.1:1' })
    await expect(gone.call({ method: 'GET', path: '/' })).rejects.toThrow('ENGINE_UNREACHABLE')
  })

  it('shows who asks, and never what the password is', async () => {
    await standIn.close()
    standIn = await startStandIn({ name: 'ada', password: 'Pa55-word' })
    const config = openSearchConfigSchema.parse({
      node: standIn.node,
      userFrom: 'OS_USER',
      passwordFrom: 'OS_PASSWORD',
    })
    expect(() => userOf(config, { OS_USER: 'ada' })).toThrow(/OS_PASSWORD.*ENGINE_KEY_MISSING/)
    const right = await connect({}, userOf(config, { OS_USER: 'ada', OS_PASSWORD: 'Pa55-word' }))
    expect((await right.call({ method: 'GET', path: '/_cat/indices/x*' })).status).toBe(200)
    const wrong = await connect({}, userOf(config, { OS_USER: 'ada', OS_PASSWORD: 'wrong-one' }))
    const error: unknown = await wrong
      .call({ method: 'GET', path: '/_cat/indices/x*' })
      .catch((thrown) => thrown)
    expect(String(error)).toMatch(/401.*ENGINE_REFUSED/)
    expect(JSON.stringify(error)).not.toContain('wrong-one')
    expect(userOf(openSearchConfigSchema.parse({ node: standIn.node }), {})).toBeNull()
  })
})

describe('OpenSearchSearch', () => {
  it.each<[string, Fault]>([
    ['429', { on: /_search/, status: 429 }],
    ['503', { on: /_search/, status: 503 }],
    ['a cut connection', { on: /_search/, lost: 'cut' }],
  ])('asks again after %s', async (_, fault) => {
    await fill()
    standIn.faults.push(fault)
    expect(await feverish()).toBe(40)
  })

  it('is closed to an index that lost passages', async () => {
    await fill()
    const [[name = '', index] = []] = standIn.indices
    if (index === undefined) throw new Error('no index')
    index.create('999', { number: 999, words: 'stray', passage: {} })
    index.refresh()
    await expect(open()).rejects.toThrow(new RegExp(`${name}.*45 of 44.*ENGINE_NOT_FILLED`))
  })
})
