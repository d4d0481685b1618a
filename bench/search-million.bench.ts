/**
 * A million passages: MedQuAD's, with one word in five drawn anew so that no two are the same; some short ones stay the same and
 * are left out, so that a few more are made. They are indexed, opened and searched by three engines, each step in a process of its own. `EQUIPOISE_PASSAGES` changes the number, `EQUIPOISE_BENCH_SECONDS`
 * how long a step of the others may take.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Passage } from '../src/search/corpus/passage.ts'
import type { SourceDocument } from '../src/search/corpus/source-document.ts'
import { fillEngine } from '../src/search/engines/fill-engine.ts'
import { LanceSearch } from '../src/search/engines/lancedb/lance-search.ts'
import { LanceTarget } from '../src/search/engines/lancedb/lance-target.ts'
import { indexSources } from '../src/search/files/index-sources.ts'
import { openCorpus, openWithoutPostings } from '../src/search/files/open-corpus.ts'
import { findCandidates } from '../src/search/find-candidates.ts'
import { usualScoring } from '../src/search/index/scoring.ts'
import { understandQuestion } from '../src/search/query/understand.ts'
import { labelFreePrior } from '../src/search/rank/prior.ts'
import { indexWords } from '../src/search/text/words.ts'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { testData } from '../test/support/test-data.ts'
import { contentText, contentWords } from './support/content-words.ts'
import { Fts5 } from './support/fts5.ts'
import { latencyOf, latencyText } from './support/latency.ts'
import { readMedquad, substitutedPassages } from './support/substituted-passages.ts'

const passages = Number(process.env.EQUIPOISE_PASSAGES ?? 1_016_000)
const limit = Number(process.env.EQUIPOISE_BENCH_SECONDS ?? 900)
const found = 50
const [, , step, folder = ''] = process.argv

const steps: Readonly<Record<string, (data: string) => Promise<void>>> = {
  async build(data) {
    const began = performance.now()
    let read = 0
    await indexSources(join(folder, 'corpus'), [{ name: 'medquad', sha256: '0'.repeat(64), bytes: 1 }], {
      batchPassages: 20_000,
      load: async function* () {
        for (const passage of substitutedPassages(readMedquad(data), passages))
          yield { kind: 'document', revision: null, document: documentOf(passage) }
      },
      chunk: passageOf,
      onRead: () => undefined,
      onBuild: () => {
        read = (performance.now() - began) / 1000
      },
      onProblem: () => undefined,
      signal: new AbortController().signal,
    })
    const seconds = (performance.now() - began) / 1000
    print(
      `ours: built in ${seconds.toFixed(0)} s (reading ${read.toFixed(0)}); index ${megabytes(join(folder, 'corpus'), '.parts', 'index-')}, passages ${megabytes(join(folder, 'corpus'), '.passages')}, batches ${megabytes(join(folder, 'corpus'), '.parts', 'batch-')}`,
    )
  },
  async search(data) {
    const began = performance.now()
    const corpus = await openCorpus(join(folder, 'corpus'), usualScoring)
    const seconds = (performance.now() - began) / 1000
    print(
      `ours: opened in ${seconds.toFixed(1)} s, ${corpus.statistics.words.length} words, ${corpus.statistics.passages} passages, ${memory()}`,
    )
    for (const [name, wordsOf] of [
      ['content words', contentWords],
      ['all words', indexWords],
    ] as const) {
      const asked = questions(data).map((text) => wordsOf(text).map((word) => ({ word, weight: 1 })))
      const retrieval = await latencyOf(asked, (words) => corpus.statistics.search(words, found))
      const missed = retrieval.p95 > 15 ? ': MISSED' : ''
      print(`ours, ${name}: retrieval ${latencyText(retrieval)} (aim p95 15 ms${missed})`)
      print(
        `ours, ${name}: retrieval and reading ${found} ${latencyText(await latencyOf(asked, (words) => corpus.find(words, found)))}`,
      )
    }
    const ranked = await latencyOf(questions(data), (text) =>
      findCandidates(understandQuestion(text, corpus.vocabulary), corpus, labelFreePrior, found),
    )
    print(
      `ours: question read, ${found} found, read and ranked ${latencyText(ranked)} (aim p95 50 ms${ranked.p95 > 50 ? ': MISSED' : ''})`,
    )
    print(`ours: ${memory()} (aim 1600 MB${mostMemory() > 1600 ? ': MISSED' : ''})`)
    await corpus.close()
  },
  async 'lancedb-fill'() {
    const corpus = await openWithoutPostings(join(folder, 'corpus'))
    const target = await LanceTarget.open(join(folder, 'corpus'), usualScoring)
    const began = performance.now()
    let added = 0
    const onProgress = (done: number, all: number) => {
      if (done === all) added = (performance.now() - began) / 1000
    }
    await fillEngine(corpus, target, { onProgress, signal: new AbortController().signal, atOnce: 20_000 })
    print(
      `lancedb: filled in ${((performance.now() - began) / 1000).toFixed(0)} s (adding ${added.toFixed(0)}), ${megabytes(join(folder, 'corpus', 'lancedb'))}, ${memory()}`,
    )
    await target.close()
  },
  async 'lancedb-search'(data) {
    const began = performance.now()
    const search = await LanceSearch.open(await openWithoutPostings(join(folder, 'corpus')), usualScoring)
    print(`lancedb: opened in ${((performance.now() - began) / 1000).toFixed(1)} s, ${memory()}`)
    for (const [name, wordsOf] of [
      ['content words', contentWords],
      ['all words', indexWords],
    ] as const) {
      const asked = questions(data).map((text) => wordsOf(text).map((word) => ({ word, weight: 1 })))
      print(
        `lancedb, ${name}: retrieval and reading ${found} ${latencyText(await latencyOf(asked, (words) => search.find(words, found)))}`,
      )
    }
    print(`lancedb: ${memory()}`)
    await search.close()
  },
  async fts5(data) {
    const file = join(folder, 'fts5.sqlite')
    const fts = new Fts5(file)
    const began = performance.now()
    fts.fill(rowsOf(data))
    print(
      `fts5: filled in ${((performance.now() - began) / 1000).toFixed(0)} s, ${(statSync(file).size / 1e6).toFixed(0)} MB`,
    )
    const asked = questions(data).slice(0, 100).map(contentText)
    print(
      `fts5, content words: retrieval ${latencyText(await latencyOf(asked, (words) => fts.search(words, found), 10))} (100 questions), ${memory()}`,
    )
    fts.close()
  },
}

function* rowsOf(data: string) {
  for (const { title, synonyms, text } of substitutedPassages(readMedquad(data), passages))
    yield { title, focus: synonyms.join(' '), body: text }
}

function questions(data: string): string[] {
  const all = readMedquad(data).map(({ question }) => question)
  const random = createGenerator(1, 'questions')
  return Array.from({ length: 1000 }, () => all[random.integerBelow(all.length)] ?? '')
}

function documentOf({ id: _id, document, headings: _headings, text, ...rest }: Passage): SourceDocument {
  return { ...rest, id: document, sections: [{ headings: [], blocks: [{ kind: 'paragraph', text }] }] }
}

function passageOf({ id, sections, ...rest }: SourceDocument): Passage[] {
  const text = sections[0]?.blocks[0]?.text ?? ''
  return [{ ...rest, id: `${id}#0`, document: id, headings: [], text }]
}

function megabytes(of: string, ending = '', start = ''): string {
  const files = readdirSync(of, { recursive: true, withFileTypes: true })
  const ours = files.filter((one) => one.isFile() && one.name.endsWith(ending) && one.name.startsWith(start))
  const bytes = ours.reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0)
  return `${(bytes / 1e6).toFixed(0)} MB`
}

function mostMemory(): number {
  return process.resourceUsage().maxRSS / 1000
}

function memory(): string {
  return `RSS ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB, most ${mostMemory().toFixed(0)} MB`
}

function print(line: string): void {
  process.stdout.write(`  ${line}; load ${loadavg()[0]?.toFixed(1)}\n`)
}

const data = testData('medquad')
if (data !== null && step !== undefined) await steps[step]?.(data)
else if (data !== null) {
  const scratch = mkdtempSync(join(tmpdir(), 'equipoise-million-'))
  try {
    for (const name of Object.keys(steps)) {
      const ours = name === 'build' || name === 'search'
      const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), name, scratch], {
        stdio: 'inherit',
        ...(ours ? {} : { timeout: limit * 1000 }),
      })
      if (child.status !== 0) process.stdout.write(`  ${name}: not finished (limit ${limit} s)\n`)
      if (child.status !== 0 && ours) process.exitCode = 1
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
