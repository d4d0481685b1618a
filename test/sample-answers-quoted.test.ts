import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { priorConfidence, priorThreshold } from '../src/search/answer/confidence/prior-confidence.ts'
import { ClinicalSearch } from '../src/search/clinical-search.ts'
import { type OpenCorpus, openCorpus } from '../src/search/files/open-corpus.ts'
import { usualScoring } from '../src/search/index/scoring.ts'
import { labelFreePrior } from '../src/search/rank/prior.ts'
import { type IndexedSources, indexedSample } from './support/sample-corpus.ts'

const rowSchema = z.union([
  z.strictObject({ question: z.string(), has: z.array(z.string()), not: z.array(z.string()) }),
  z.strictObject({ question: z.string(), decline: z.array(z.string()).min(1) }),
])
const rows = readFileSync(new URL('data/extraction/sample.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => rowSchema.parse(JSON.parse(line)))

let indexed: IndexedSources
let corpus: OpenCorpus
let search: ClinicalSearch
beforeAll(async () => {
  indexed = await indexedSample()
  corpus = await openCorpus(indexed.folder, usualScoring)
  search = new ClinicalSearch({
    search: corpus,
    ranker: labelFreePrior,
    confidence: priorConfidence,
    threshold: priorThreshold,
    retractions: null,
    vectors: null,
    writer: null,
    writerModel: null,
  })
}, 60_000)
afterAll(async () => {
  await corpus.close()
  await indexed[Symbol.asyncDispose]()
})

/** What each answer must quote and must not, written by hand from the SAMPLE corpus. */
describe('answers from the SAMPLE corpus', () => {
  it.each(rows)('$question', async (row) => {
    const { answer, passages } = await search.ask(row.question)
    if ('decline' in row) {
      expect(row.decline).toContain(answer.decline?.reason)
      return
    }
    expect(answer.status).toBe('answered')
    const quoted = answer.sentences.map(({ text }) => text).join('\n')
    for (const part of row.has) expect(quoted).toContain(part)
    for (const part of row.not) expect(quoted).not.toContain(part)
    for (const { text, citations, place } of answer.sentences) {
      const source = passages.find(({ id }) => id === citations[0])
      expect(source?.text.slice(place?.start, place?.end)).toBe(text)
    }
  })

  it('are many', () => {
    expect(rows.length).toBeGreaterThanOrEqual(60)
  })
})
