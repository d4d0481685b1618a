/**
 * Quality of query understanding and of the label-free prior on real questions: candidates graded by experts (MEDIQA-2019,
 * training and validation sets) and snippets to be found among all (BioASQ). Peers: random order, the order of the system that
 * retrieved the candidates, BM25, the ideal order.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Passage } from '../src/search/corpus/passage.ts'
import { fourGrades, plainGains, type Rankings } from '../src/search/evaluation/judgments.ts'
import { latency } from '../src/search/evaluation/latency.ts'
import { rankCandidates } from '../src/search/evaluation/rank-candidates.ts'
import type { GivenCandidate, RankingQuestion } from '../src/search/evaluation/ranking-question.ts'
import { readMediqa } from '../src/search/evaluation/read-mediqa.ts'
import { functionWords } from '../src/search/query/function-words.ts'
import { understandQuestion } from '../src/search/query/understand.ts'
import { fieldedBm25 } from '../src/search/rank/bm25-ranker.ts'
import { computeFeatures } from '../src/search/rank/features/compute-features.ts'
import { passageStatistics } from '../src/search/rank/passage-statistics.ts'
import { labelFreePrior } from '../src/search/rank/prior.ts'
import type { Ranker } from '../src/search/rank/ranker.ts'
import { ranked } from '../src/search/rank/tie-order.ts'
import { indexWords, plainWords } from '../src/search/text/words.ts'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { testData } from '../test/support/test-data.ts'
import { bioasqPool } from './support/bioasq-pool.ts'
import { BruteBm25 } from './support/brute-bm25.ts'
import { printArms } from './support/search-arms.ts'

const mediqa = testData('mediqa2019')
if (mediqa !== null) {
  const live = await mediqaSet(mediqa, 'TrainingSet1-LiveQAMed')
  const alexa = await mediqaSet(mediqa, 'TrainingSet2-Alexa')
  const validation = await mediqaSet(mediqa, 'ValidationSet')
  const background = passageStatistics(
    [...live, ...alexa, ...validation].flatMap(({ candidates }) => candidates.map(({ passage }) => passage)),
  )
  for (const [name, questions] of Object.entries({
    'training 1': live,
    'training 2': alexa,
    training: [...live, ...alexa],
    validation,
  })) {
    const by = (ranker: Ranker): Rankings =>
      new Map(questions.map((one) => [one.id, rankCandidates(one, ranker, background).map(({ id }) => id)]))
    const ordered = (value: (candidate: GivenCandidate, question: RankingQuestion) => number): Rankings =>
      new Map(
        questions.map((one) => {
          const ids = one.candidates.map(({ passage }) => passage.id)
          const scores = one.candidates.map((candidate) => value(candidate, one))
          return [one.id, ranked(one.id, ids, scores).map((index) => ids[index] ?? '')]
        }),
      )
    process.stdout.write(`  MEDIQA-2019 ${name}: ${questions.length} questions\n`)
    const judgments = new Map(
      questions.map((one) => [
        one.id,
        new Map(
          one.candidates.flatMap(({ passage, grade }) =>
            grade === null ? [] : [[passage.id, grade] as const],
          ),
        ),
      ]),
    )
    printArms(
      {
        random: ordered(() => 0),
        'system order': ordered(({ systemRank }) => -(systemRank ?? 0)),
        'BM25, three fields': by(fieldedBm25),
        'label-free prior': by(labelFreePrior),
        oracle: ordered(({ grade }) => grade ?? 0),
      },
      'BM25, three fields',
      judgments,
      { scale: fourGrades, depth: 10 },
    )
  }
}

const mirage = testData('mirage')
if (mirage !== null) {
  const { questions, snippets } = bioasqPool(join(mirage, 'bioasq_golden_7B-11B.tar.gz'))
  const passages = snippets.map(snippetPassage)
  const background = passageStatistics(passages)
  const plain = new BruteBm25(snippets.map(plainWords))
  const stems = new BruteBm25(snippets.map(indexWords))
  const queries = new Map(
    questions.map(({ id, text }) => [id, understandQuestion(text, background.vocabulary)]),
  )
  const equal = (words: readonly string[]) => [...new Set(words)].map((word) => ({ word, weight: 1 }))
  const found = (search: (id: string, text: string) => readonly number[]): Rankings =>
    new Map(questions.map(({ id, text }) => [id, search(id, text).map(String)]))
  const first = (id: string, most: number) => stems.search(queries.get(id)?.words ?? [], 0.9, 0.4, most)
  const randomTen = (id: string) => {
    const generator = createGenerator(1, 'random order', id)
    return Array.from({ length: 10 }, () => generator.integerBelow(passages.length))
  }
  const content = (text: string) => plainWords(text).filter((word) => !functionWords.has(word))
  const times: number[] = []
  const reranked = (most: number) =>
    found((id) => {
      const query = queries.get(id)
      if (query === undefined) return []
      const list = first(id, most)
      const started = performance.now()
      const candidates = list.flatMap(({ text, score }) => {
        const passage = passages[text]
        return passage === undefined ? [] : [{ passage, retrieval: score }]
      })
      const scores = labelFreePrior.score(computeFeatures(query, candidates, background.statistics))
      const order = ranked(
        id,
        list.map(({ text }) => String(text)),
        scores,
      )
      times.push(performance.now() - started)
      return order.flatMap((index) => list[index]?.text ?? [])
    })
  process.stdout.write(`  BioASQ: ${questions.length} questions, ${snippets.length} snippets\n`)
  printArms(
    {
      random: found(randomTen),
      'BM25, plain words': found((_, text) =>
        plain.search(equal(plainWords(text)), 1.2, 0.75, 100).map((one) => one.text),
      ),
      'plain, content words': found((_, text) =>
        plain.search(equal(content(text)), 1.2, 0.75, 100).map((one) => one.text),
      ),
      'BM25, stems': found((_, text) =>
        stems.search(equal(indexWords(text)), 1.2, 0.75, 100).map((one) => one.text),
      ),
      'understood, 1.2 0.75': found((id) =>
        stems.search(queries.get(id)?.words ?? [], 1.2, 0.75, 100).map((one) => one.text),
      ),
      'understood, 0.9 0.4': found((id) => first(id, 100).map((one) => one.text)),
      'prior over 50': reranked(50),
      'prior over 100': reranked(100),
    },
    'understood, 0.9 0.4',
    new Map(
      questions.map(({ id, relevant }) => [id, new Map([...relevant].map((text) => [String(text), 1]))]),
    ),
    { scale: plainGains, depth: 10 },
  )
  const { p50, p95 } = latency(times)
  process.stdout.write(
    `  features and prior, a question: p50 ${p50?.toFixed(1)} ms, p95 ${p95?.toFixed(1)} ms\n`,
  )
}

async function mediqaSet(folder: string, name: string): Promise<RankingQuestion[]> {
  const file = `MEDIQA2019-Task3-QA-${name}.xml.gz`
  const text = gunzipSync(readFileSync(join(folder, file))).toString('utf8')
  const questions: RankingQuestion[] = []
  for await (const one of readMediqa(file, [text])) {
    // The sets number their questions alike.
    if ('code' in one) process.stdout.write(`  ${one.message}\n`)
    else questions.push({ ...one, id: `${name}-${one.id}` })
  }
  return questions
}

function snippetPassage(text: string, number: number): Passage {
  return {
    id: String(number),
    document: String(number),
    source: 'bioasq',
    title: 'snippet',
    focus: null,
    synonyms: [],
    type: 'abstract',
    question: null,
    headings: [],
    date: null,
    url: null,
    doi: null,
    pmid: null,
    licence: null,
    text,
  }
}
