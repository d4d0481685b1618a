// Writes the SAMPLE graded set that the demo trains on: questions about the SAMPLE corpus, the passages that the clinical search finds
// for them, and grades of three simulated reviewers. Nobody judged anything; the truth that they follow stands below.
//
//   node scripts/simulate-sample-graded.ts

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { indexCorpus } from '../src/cli/commands/index-corpus.ts'
import { questionSha256, splitOf } from '../src/learning/preferences/split.ts'
import type { Passage } from '../src/search/corpus/passage.ts'
import { openCorpus } from '../src/search/files/open-corpus.ts'
import { findCandidates } from '../src/search/find-candidates.ts'
import { usualScoring } from '../src/search/index/scoring.ts'
import { understandQuestion } from '../src/search/query/understand.ts'
import { labelFreePrior } from '../src/search/rank/prior.ts'
import { createGenerator, type Generator } from '../src/statistics/random/generator.ts'

const seed = 20_261_126
const perQuestion = 5
const questionsKept = 150
const reviewers = 3
/** How often a reviewer's grade is one off, up or down. */
const slip = 0.2

/** What people ask, and the headings whose passages answer it; words of a heading are seldom those of the question. */
const kinds = [
  { ask: 'How would I notice', heads: /^signs$/i },
  { ask: 'Which examinations are done for', heads: /^tests$/i },
  { ask: 'What helps against', heads: /^treatment/i },
  { ask: 'When should a doctor look at somebody with', heads: /^when to seek help|^red flags?$/i },
  { ask: 'Please explain in a few words', heads: /^what (?:it|they) (?:is|are)/i },
] as const

const quiet = { out() {}, note() {}, progress() {}, endProgress() {} }

const folder = await mkdtemp(join(tmpdir(), 'sample-graded-'))
try {
  await indexCorpus([], { corpus: 'main', near: folder, sample: true }, quiet)
  const corpus = await openCorpus(join(folder, '.equipoise', 'corpora', 'main'), usualScoring)
  const passages = await corpus.passages(Array.from({ length: corpus.statistics.passages }, (_, n) => n))
  const draw = createGenerator(seed, 'questions')
  const asked = shuffled(
    kinds.flatMap((kind) =>
      [...new Set(passages.filter((one) => kind.heads.test(one.headings.at(-1) ?? '')).map(focusOf))].map(
        (focus) => ({ ...kind, focus }),
      ),
    ),
    draw,
  ).slice(0, questionsKept)
  const files = new Map<string, string[]>()
  const write = (name: string, line: string) => files.set(name, [...(files.get(name) ?? []), line])
  for (const [at, { ask, heads, focus }] of asked.entries()) {
    const id = `s${String(at + 1).padStart(3, '0')}`
    const text = `${ask} ${focus}?`
    // Questions of the gate are in files of their own: nothing that is trained on holds them.
    const of = splitOf(questionSha256(text)) === 'gate' ? 'gate-' : ''
    write(`${of}questions.jsonl`, JSON.stringify({ id, text }))
    const found = await findCandidates(
      understandQuestion(text, corpus.vocabulary),
      corpus,
      labelFreePrior,
      perQuestion,
    )
    for (const [rank, { passage }] of shuffled(found, createGenerator(seed, 'order', id)).entries())
      write(`${of}candidates.jsonl`, candidateLine(id, passage, rank, truth(passage, focus, heads)))
  }
  await corpus.close()
  const home = new URL('../corpora/sample-graded/', import.meta.url)
  for (const [name, lines] of files) {
    await writeFile(new URL(name, home), `${lines.join('\n')}\n`)
    console.log(`${name}: ${lines.length} lines`)
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}

function focusOf(passage: Passage): string {
  return passage.focus ?? passage.title
}

/**
 * 1: of another disease. Of the disease: 2, one more for the kind that was asked, and one more for what is concrete, a number or a list: a
 * habit of these reviewers that no prior knows and that can be learned from their grades.
 */
function truth(passage: Passage, focus: string, heads: RegExp): number {
  if (focusOf(passage) !== focus) return 1
  const asked = heads.test(passage.headings.at(-1) ?? '') ? 1 : 0
  const concrete = /\d|\n/.test(passage.text) ? 1 : 0
  return 2 + asked + concrete
}

function candidateLine(question: string, passage: Passage, rank: number, grade: number): string {
  const draw = createGenerator(seed, 'reviewers', question, passage.id)
  const marks = Array.from({ length: reviewers }, () => marked(grade, draw)).sort()
  return JSON.stringify({
    question,
    id: passage.id,
    title: passage.title,
    focus: passage.focus,
    synonyms: passage.synonyms,
    headings: passage.headings,
    type: passage.type,
    source: passage.source,
    text: passage.text,
    systemRank: rank + 1,
    grade: marks[1],
  })
}

function marked(grade: number, draw: Generator): number {
  const chance = draw.uniform()
  const off = chance < slip / 2 ? -1 : chance < slip ? 1 : 0
  return Math.min(4, Math.max(1, grade + off))
}

function shuffled<One>(list: readonly One[], draw: Generator): One[] {
  const out = [...list]
  for (let last = out.length - 1; last > 0; last--) {
    const other = draw.integerBelow(last + 1)
    const [a, b] = [out[last]!, out[other]!]
    out[last] = b
    out[other] = a
  }
  return out
}
