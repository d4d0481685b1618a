import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { priorConfidence, priorThreshold } from './answer/confidence/prior-confidence.ts'
import { ClinicalSearch } from './clinical-search.ts'
import { chunk } from './corpus/chunk.ts'
import { readSource } from './corpus/read-source.ts'
import type { SourceFile } from './corpus/source-file.ts'
import { sourceFiles } from './corpus/source-files.ts'
import { fileSha256 } from './files/file-sha256.ts'
import { indexSources } from './files/index-sources.ts'
import { type OpenCorpus, openCorpus } from './files/open-corpus.ts'
import { usualScoring } from './index/scoring.ts'
import { labelFreePrior } from './rank/prior.ts'

let folder: string
let corpus: OpenCorpus
let search: ClinicalSearch
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'equipoise-search-'))
  const files = new Map<string, SourceFile>()
  const shipped = fileURLToPath(new URL('../../corpora/sample', import.meta.url))
  for await (const file of sourceFiles(shipped)) files.set(file.name, file)
  const entries = []
  for (const [name, file] of files)
    entries.push({ name, sha256: await fileSha256(name), bytes: file.bytes ?? 0 })
  await indexSources(folder, entries, {
    batchPassages: 100,
    load: (name) => {
      const file = files.get(name)
      if (file === undefined) throw new RangeError(name)
      return readSource(file)
    },
    chunk,
    onRead: () => undefined,
    onBuild: () => undefined,
    onProblem: (found) => {
      throw new Error(found.message)
    },
    signal: new AbortController().signal,
  })
  corpus = await openCorpus(folder, usualScoring)
  search = new ClinicalSearch({
    search: corpus,
    vectors: null,
    ranker: labelFreePrior,
    confidence: priorConfidence,
    threshold: priorThreshold,
    retractions: null,
    writer: null,
    writerModel: null,
  })
}, 60_000)
afterAll(async () => {
  await corpus.close()
  await rm(folder, { recursive: true })
})

describe('ClinicalSearch', () => {
  it('answers with sentences that stand word for word in the passages it cites', async () => {
    const questions = [
      'What is the first-line treatment of gout?',
      'How is asthma diagnosed?',
      'What are the signs of a stroke?',
      'How should levothyroxine be taken?',
      'When is apixaban given in a lower dose?',
      'What helps against insomnia?',
    ]
    let sentences = 0
    for (const question of questions) {
      const { answer, passages } = await search.ask(question)
      expect(answer.status, question).toBe('answered')
      for (const { text, citations, place } of answer.sentences) {
        sentences += 1
        const cited = passages.find(({ id }) => id === citations[0])
        expect(cited?.text.slice(place?.start, place?.end), question).toBe(text)
      }
    }
    expect(sentences).toBeGreaterThanOrEqual(questions.length)
  })

  it('reads a hasty message, and says how it was read', async () => {
    const { query, answer } = await search.ask('pt with afib, eliquis dose?? ibuprofin ok?')
    expect(query.changes.map(({ written, searched }) => [written, searched])).toEqual(
      expect.arrayContaining([
        ['afib', ['atrial fibrillation']],
        ['eliquis', ['apixaban']],
        ['ibuprofin', ['ibuprofen']],
      ]),
    )
    expect(answer.question).toBe('pt with afib, eliquis dose?? ibuprofin ok?')
  })

  it('says that no source answers what the corpus does not hold, and names the nearest', async () => {
    const { answer, passages } = await search.ask('How is Ebola treated?')
    expect(answer).toMatchObject({ status: 'declined', sentences: [], citations: [] })
    expect(answer.nearest.length).toBeGreaterThan(0)
    expect(passages.map(({ id }) => id)).toEqual(answer.nearest.map(({ passage }) => passage))
  })

  it('does not set two drugs side by side where it is asked whether they go together', async () => {
    const { answer } = await search.ask('Can I take ibuprofen with apixaban?')
    expect(answer.status).toBe('declined')
    // The source that speaks of both stands first: anti-inflammatory drugs for people on anticoagulants.
    expect(answer.nearest[0]).toMatchObject({ document: 'nsaids' })
  })

  it('puts the emergency first, whether or not there is an answer', async () => {
    for (const question of [
      'I took 30 paracetamol tablets an hour ago, what do I do?',
      'I took a handful of my grandmother’s zolvaxine pills and feel drowsy',
    ]) {
      expect((await search.ask(question)).answer.emergency?.level, question).toBe('now')
    }
  })

  it('gives the same answer to the same question, and names what gave it', async () => {
    const question = 'What is the treatment of heart failure?'
    expect(await search.ask(question)).toEqual(await search.ask(question))
    expect(search.version).toContain(corpus.sha256.slice(0, 12))
  })

  it('never says that a citation is clean where no list of retractions was read', async () => {
    const { answer } = await search.ask('What is the first-line treatment of gout?')
    expect(JSON.stringify(answer)).not.toMatch(/clean/i)
  })

  it('has nothing to say to an empty question or to one of function words', async () => {
    for (const question of ['?', 'what is it', '🙂']) {
      expect((await search.ask(question)).answer.status, question).toBe('declined')
    }
  })
})
