/**
 * Search engines side by side on MedQuAD: each is to find a question's own answer, whose question is not in the index. All get the same
 * fields (focus as title, other names of it, the answer in passages of about 90 words) and the same words of the question; a
 * document counts as its best passage. Weights are chosen on one half of the questions, by hash, and measured on the other.
 * Then BM25 on BioASQ's snippets.
 */
import { createHash } from 'node:crypto'
import { loadavg } from 'node:os'
import { LexicalIndex } from '../src/search/index/lexical-index.ts'
import { PostingsBuilder } from '../src/search/index/postings.ts'
import { type FieldScoring, plainScoring, usualScoring } from '../src/search/index/scoring.ts'
import { indexWords, plainWords } from '../src/search/text/words.ts'
import { pairedDifference } from '../src/statistics/crossed/paired-difference.ts'
import { testData } from '../test/support/test-data.ts'
import { readBioasq } from './support/bioasq.ts'
import { contentText } from './support/content-words.ts'
import { type AskedPassage, type AskedQuestion, type SearchTask, searchPeer } from './support/search-peers.ts'
import { type MedquadRecord, readMedquad } from './support/substituted-passages.ts'

const wordsOfPassage = 90
const found = 100
const depth = 10
const peers = { minisearch: 900, fts5: 900, lancedb: 900, orama: 150 } as const

function passagesOf(records: readonly MedquadRecord[]): AskedPassage[] {
  return records.flatMap(({ focus, synonyms, answer }, document) => {
    const words = answer.split(/\s+/).filter((word) => word !== '')
    const count = Math.max(1, Math.round(words.length / wordsOfPassage))
    const size = Math.ceil(words.length / count)
    return Array.from({ length: count }, (_, at) => ({
      title: focus,
      focus: synonyms.join(' '),
      body: words.slice(at * size, (at + 1) * size).join(' '),
      document,
    }))
  })
}

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Questions of one half as they were put, and with another name in place of the focus, in an order that only ids decide. */
function questionsOf(records: readonly MedquadRecord[], half: 0 | 1, count: number) {
  const sorted = records
    .map((record, document) => ({ ...record, document, order: digest(`order ${record.id}`).toString('hex') }))
    .filter(({ id }) => (digest(id)[0] ?? 0) % 2 === half)
    .sort((one, other) => (one.order < other.order ? -1 : 1))
  const byName = sorted.map(({ question, document }) => ({ words: contentText(question), document }))
  const bySynonym = sorted.flatMap(({ id, question, focus, synonyms, document }): AskedQuestion[] => {
    const other = synonyms[(digest(id)[1] ?? 0) % Math.max(1, synonyms.length)] ?? ''
    if (focus === '' || other.trim() === '' || !question.includes(focus)) return []
    return [{ words: contentText(question.replace(focus, () => other)), document }]
  })
  return { byName: byName.slice(0, count), bySynonym: bySynonym.slice(0, count) }
}

function reciprocalRanks(
  hits: readonly ArrayLike<number>[],
  { passages, measuring }: SearchTask,
): Float64Array {
  return Float64Array.from(measuring, ({ document }, at) => {
    const seen = new Set<number>()
    for (const number of Array.from(hits[at] ?? [])) {
      seen.add(passages[number]?.document ?? -1)
      if (seen.size > depth) return 0
      if (seen.has(document)) return 1 / seen.size
    }
    return 0
  })
}

function oursOn({ passages, measuring }: SearchTask, scoring: FieldScoring) {
  const began = performance.now()
  const builder = new PostingsBuilder()
  for (const { title, focus, body } of passages)
    builder.add({ title: indexWords(title), focus: indexWords(focus), body: indexWords(body) })
  const index = new LexicalIndex(builder.finish(), scoring)
  const buildSeconds = (performance.now() - began) / 1000
  const milliseconds: number[] = []
  const hits = measuring.map(({ words }) => {
    const start = performance.now()
    const { passages: numbers } = index.search(
      indexWords(words).map((word) => ({ word, weight: 1 })),
      found,
    )
    milliseconds.push(performance.now() - start)
    return numbers
  })
  return { buildSeconds, milliseconds, hits }
}

function compareOnMedquad(folder: string): void {
  const records = readMedquad(folder)
  const choosing = questionsOf(records, 0, 200)
  const measuring = questionsOf(records, 1, 2000)
  const task: SearchTask = {
    passages: passagesOf(records),
    choosing: [...choosing.byName, ...choosing.bySynonym],
    measuring: [...measuring.byName, ...measuring.bySynonym],
    found,
  }
  const names = measuring.byName.length
  const parts = { 'by name': [0, names], 'by another name': [names, task.measuring.length] } as const
  print(
    `MedQuAD: ${task.passages.length} passages of ${records.length} answers, ${names} questions by name, ${measuring.bySynonym.length} by another name; load ${load()}`,
  )
  const ours = oursOn(task, usualScoring)
  const own = reciprocalRanks(ours.hits, task)
  print(`  ours: ${speed(ours)}`)
  for (const [name, [from, to]] of Object.entries(parts))
    print(`    ${name}: ${quality(own.subarray(from, to))}`)
  const rows: readonly (readonly [
    string,
    () => ReturnType<typeof searchPeer> | ReturnType<typeof oursOn>,
  ])[] = [
    ['ours, the body alone', () => oursOn(task, plainScoring)],
    ...Object.entries(peers).map(([name, seconds]) => [name, () => searchPeer(name, task, seconds)] as const),
  ]
  for (const [name, run] of rows) {
    const outcome = run()
    if ('skipped' in outcome) {
      print(`  ${name}: skipped: ${outcome.skipped}`)
      continue
    }
    const theirs = reciprocalRanks(outcome.hits, task)
    const chosen = 'title' in outcome ? `; weights ${outcome.title}, ${outcome.focus}, 1` : ''
    print(`  ${name}: ${speed(outcome)}${chosen}; load ${load()}`)
    for (const [which, [from, to]] of Object.entries(parts)) {
      const [a, b] = [own.subarray(from, to), theirs.subarray(from, to)]
      print(
        `    ${which}: ${quality(b)}; ours minus it: MRR ${difference(a, b)}, hit ${difference(a.map(hit), b.map(hit))}`,
      )
    }
  }
}

function compareOnBioasq(folder: string): void {
  const { questions, snippets } = readBioasq(folder)
  print(`BioASQ: ${questions.length} questions, ${snippets.length} different snippets; nDCG@10 of BM25`)
  const texts = { unstemmed: plainWords, stems: indexWords }
  const body = (b: number) => ({ ...plainScoring.fields, body: { weight: 1, b } })
  for (const [name, wordsOf] of Object.entries(texts)) {
    const builder = new PostingsBuilder()
    for (const text of snippets) builder.add({ title: [], focus: [], body: wordsOf(text) })
    const postings = builder.finish()
    for (const [k1, b] of [
      [1.2, 0.75],
      [usualScoring.k1, usualScoring.fields.body.b],
    ] as const) {
      const index = new LexicalIndex(postings, { k1, fields: body(b) })
      const asked = { 'all words': wordsOf, 'content words': (text: string) => wordsOf(contentText(text)) }
      const means = Object.entries(asked).map(([which, of]) => {
        const values = questions.map(({ text, own }) => ndcg(index, of(text), own))
        return `${which} ${mean(values.filter((one) => !Number.isNaN(one))).toFixed(4)}`
      })
      print(`  ${name.padEnd(10)} k1 ${k1}, b ${b}: ${means.join(', ')}`)
    }
  }
}

function ndcg(index: LexicalIndex, words: readonly string[], own: ReadonlySet<number>): number {
  const { passages } = index.search(
    [...new Set(words)].map((word) => ({ word, weight: 1 })),
    depth,
  )
  const gain = (at: number) => 1 / Math.log2(at + 2)
  const best = Array.from({ length: Math.min(depth, own.size) }, (_, at) => gain(at))
  const got = Array.from(passages, (number, at) => (own.has(number) ? gain(at) : 0))
  return best.length === 0 ? Number.NaN : sum(got) / sum(best)
}

function speed({
  buildSeconds,
  milliseconds,
}: {
  buildSeconds: number
  milliseconds: readonly number[]
}): string {
  const times = milliseconds.toSorted((one, other) => one - other)
  const at = (share: number) => (times[Math.floor(share * times.length)] ?? Number.NaN).toFixed(2)
  return `built in ${buildSeconds.toFixed(1)} s, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`
}

function quality(ranks: Float64Array): string {
  return `MRR@10 ${mean(ranks).toFixed(4)}, hit@10 ${mean(ranks.map(hit)).toFixed(4)}`
}

function difference(a: Float64Array, b: Float64Array): string {
  const { estimate, ci } = pairedDifference({
    question: Int32Array.from(a, (_, at) => at),
    reviewer: null,
    a,
    b,
  })
  return `${estimate?.toFixed(4)} [${ci?.lower.toFixed(4)}, ${ci?.upper.toFixed(4)}]`
}

const hit = (rank: number): number => (rank > 0 ? 1 : 0)
const sum = (values: Iterable<number>): number => Array.from(values).reduce((total, one) => total + one, 0)
const mean = (values: ArrayLike<number>): number => sum(Array.from(values)) / values.length
const load = (): string => loadavg()[0]?.toFixed(1) ?? ''

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

const [medquad, mirage] = [testData('medquad'), testData('mirage')]
if (mirage !== null) compareOnBioasq(mirage)
if (medquad !== null) compareOnMedquad(medquad)
