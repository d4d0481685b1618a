import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCorpus, openWithoutPostings } from '../files/open-corpus.ts'
import type { PassageSearch } from '../index/passage-search.ts'
import { usualScoring } from '../index/scoring.ts'
import { indexWords } from '../text/words.ts'
import { fillEngine } from './fill-engine.ts'
import { LanceSearch } from './lancedb/lance-search.ts'
import { LanceTarget } from './lancedb/lance-target.ts'
import { OpenSearchConnection } from './opensearch/connection.ts'
import { openSearchConfigSchema } from './opensearch/opensearch-config.ts'
import { OpenSearchSearch } from './opensearch/opensearch-search.ts'
import { OpenSearchTarget } from './opensearch/opensearch-target.ts'
import { type OpenSearchStandIn, startStandIn } from './testing/opensearch-stand-in.ts'
import { buildSampleCorpus, sampleDocuments } from './testing/sample-corpus.ts'

let folder = ''
let standIn: OpenSearchStandIn
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'equipoise-engines-'))
  await buildSampleCorpus(folder)
  standIn = await startStandIn()
})
afterAll(async () => {
  await standIn.close()
  await rm(folder, { recursive: true, force: true })
})

const options = { onProgress: () => undefined, signal: new AbortController().signal, atOnce: 16 }
const connection = () =>
  OpenSearchConnection.open(openSearchConfigSchema.parse({ node: standIn.node }), null, 1)

const engines: Readonly<Record<string, () => Promise<PassageSearch>>> = {
  memory: () => openCorpus(folder, usualScoring),
  async lancedb() {
    const corpus = await openWithoutPostings(folder)
    const target = await LanceTarget.open(folder, usualScoring)
    expect(await fillEngine(corpus, target, options)).toEqual({
      finished: true,
      passages: sampleDocuments.length,
    })
    await target.close()
    return LanceSearch.open(corpus, usualScoring)
  },
  async opensearch() {
    const corpus = await openWithoutPostings(folder)
    const target = new OpenSearchTarget(await connection(), usualScoring)
    expect(await fillEngine(corpus, target, options)).toEqual({
      finished: true,
      passages: sampleDocuments.length,
    })
    await target.close()
    return OpenSearchSearch.open(await connection(), corpus, usualScoring)
  },
}

describe.each(Object.keys(engines))('engine %s', (name) => {
  let search: PassageSearch
  beforeAll(async () => {
    search = await engines[name]!()
  })
  afterAll(() => search.close())

  const ask = async (question: string, count = 10) => {
    const words = indexWords(question).map((word) => ({ word, weight: 1 }))
    return (await search.find(words, count)).map(({ passage }) => passage.document)
  }

  it('says what it is and what it searches', async () => {
    const other = await openCorpus(folder, usualScoring)
    expect([search.engine, search.sha256]).toEqual([name, other.sha256])
    expect(search.statistics.words).toEqual(other.statistics.words)
    expect(search.statistics.meanLengths).toEqual(other.statistics.meanLengths)
    for (const word of ['gout', 'fever', 'podagra', 'unheard'])
      expect(search.statistics.passagesWith(word)).toBe(other.statistics.passagesWith(word))
    expect(search.statistics.rarity('gout')).toBe(other.statistics.rarity('gout'))
    await other.close()
  })

  it('puts a title before a mention, and finds other names', async () => {
    const found = await ask('gout')
    expect(found[0]).toBe('gout')
    expect(found.toSorted()).toEqual(['asthma', 'gout', 'long'])
    expect(await ask('podagra')).toEqual(['gout'])
  })

  it('finds numbers, words with accents, Greek letters and very long ones', async () => {
    expect(await ask('2.5')).toEqual(['dose'])
    expect(await ask('1000')).toEqual(['dose'])
    expect(await ask('fievre odem')).toEqual(['dose'])
    expect(await ask('β')).toEqual(['dose'])
    expect(await ask('acgt'.repeat(200))).toEqual(['long'])
  })

  it('gives passages word for word, best first, no more than asked for', async () => {
    const words = indexWords('fever number 3 allopurinol').map((word) => ({ word, weight: 1 }))
    const found = await search.find(words, 7)
    expect(found).toHaveLength(7)
    const scores = found.map(({ score }) => score)
    expect(scores).toEqual(scores.toSorted((one, other) => other - one))
    const all = await search.find(words, 1000)
    expect(all).toHaveLength(41)
    const whole = await openCorpus(folder, usualScoring)
    const texts = new Map(
      (await whole.passages(Array.from({ length: whole.statistics.passages }, (_, at) => at))).map((one) => [
        one.id,
        one,
      ]),
    )
    for (const { passage } of all) expect(passage).toEqual(texts.get(passage.id))
    await whole.close()
  })

  it('goes by the weights of the words', async () => {
    const weighed = async (gout: number, asthma: number) => {
      const words = [
        { word: 'gout', weight: gout },
        { word: 'asthma', weight: asthma },
      ]
      return (await search.find(words, 1))[0]?.passage.document
    }
    expect(await weighed(5, 0.1)).toBe('gout')
    expect(await weighed(0.1, 5)).toBe('asthma')
  })

  it('finds nothing for words that no passage has, for none, and for a weight of 0', async () => {
    expect(await ask('unheard')).toEqual([])
    expect(await ask('')).toEqual([])
    expect(await ask('gout', 0)).toEqual([])
    expect(await search.find([{ word: 'gout', weight: 0 }], 5)).toEqual([])
  })

  it('takes words as words, whatever signs an engine has for its queries', async () => {
    const words = ['gout AND', '"gout', 'gout*', 'go~ut', '{', '\\'].map((word) => ({ word, weight: 1 }))
    expect(await search.find(words, 5)).toEqual([])
  })
})
