import { describe, expect, it } from 'vitest'
import type { VectorSearch } from './dense/vector-search.ts'
import { Pool } from './evaluation/pool-search.ts'
import { findHybrid } from './find-hybrid.ts'
import { usualScoring } from './index/scoring.ts'
import { understandQuestion } from './query/understand.ts'
import { passagesOf, sampleDocument } from './testing/sample-documents.ts'

const passages = ['gout and gout', 'gout', 'asthma'].flatMap((text, at) =>
  passagesOf(sampleDocument(`d${at}`, text, { title: 'T' })),
)
const pool = await Pool.of(passages, async () => undefined)
const search = pool.search(usualScoring)
const query = understandQuestion('gout', search.vocabulary)

const vectors = (places: readonly number[]): VectorSearch => ({
  id: '00000000',
  find: async (_, count) => places.slice(0, count).map((at) => ({ passage: passages[at]!, score: 1 })),
})

describe('findHybrid', () => {
  it('puts what both lists have before what one has, by the sum of 1 / (60 + rank)', async () => {
    const byWords = (await search.find(query.words, 9)).map(({ passage }) => passage.document)
    const [first = '', second = ''] = byWords
    expect(new Set(byWords)).toEqual(new Set(['d0', 'd1']))
    // Vectors: d2, then what words put second. 1/62 + 1/62 > 1/61 for the other two, which are equal.
    const found = await findHybrid(query, search, vectors([2, Number(second.slice(1))]), 3)
    expect(found[0]?.passage.document).toBe(second)
    expect(new Set(found.map(({ passage }) => passage.document))).toEqual(new Set([first, second, 'd2']))
  })

  it('keeps the score by words, which is 0 where vectors alone found a passage', async () => {
    const scores = new Map(
      (await search.find(query.words, 9)).map((one) => [one.passage.document, one.score]),
    )
    for (const { passage, retrieval } of await findHybrid(query, search, vectors([2]), 3))
      expect(retrieval).toBe(scores.get(passage.document) ?? 0)
  })

  it('gives no more than was asked for', async () => {
    expect(await findHybrid(query, search, vectors([2, 1, 0]), 1)).toHaveLength(1)
  })
})
