/**
 * What to ask next, on the graded answers of MEDIQA-2019: nDCG@10 on questions that were not learned from, after so many judged
 * pairs of which a tenth is turned round. Pairs of the systems' own best answers, spread over questions, against pairs at random
 * (the peer), and against the same union without the order. Equal grades are asked too, and teach nothing. Pairs are chosen a
 * hundred at a time. Once by the penalty that the trainer has for so many pairs, and once by a weak one.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { choosePairs } from '../src/learning/preferences/asking/choose-pairs.ts'
import { armMetrics } from '../src/search/evaluation/arm-metrics.ts'
import { fourGrades } from '../src/search/evaluation/judgments.ts'
import type { RankingQuestion } from '../src/search/evaluation/ranking-question.ts'
import { readMediqa } from '../src/search/evaluation/read-mediqa.ts'
import { understandQuestion } from '../src/search/query/understand.ts'
import { fieldedBm25 } from '../src/search/rank/bm25-ranker.ts'
import { computeFeatures } from '../src/search/rank/features/compute-features.ts'
import { featureWidth, standardised } from '../src/search/rank/features/feature-table.ts'
import { passageStatistics } from '../src/search/rank/passage-statistics.ts'
import { priorScores } from '../src/search/rank/prior.ts'
import { logisticRidge } from '../src/statistics/blinding/logistic-ridge.ts'
import { createGenerator, type Generator } from '../src/statistics/random/generator.ts'
import { testData } from '../test/support/test-data.ts'

const [folds, draws, noise] = [5, Number(process.env.DRAWS ?? 20), 0.1]
const sizes = [50, 100, 200, 500, 1000]
const batch = 100
/** So large a unit that the penalty leaves the weight of the prior free. */
const priorUnit = 1000

interface Prepared {
  readonly question: RankingQuestion
  readonly scaled: readonly Float64Array[]
  readonly prior: Float64Array
  readonly orders: Readonly<Record<string, readonly number[]>>
}

type Asked = readonly [question: number, one: number, other: number]

/** L2 of the mean loss by the number of pairs, as measured for the trainer. */
function usualL2(pairs: number): number {
  return pairs <= 200 ? 10 : pairs < 500 ? 3 : 1
}

function byScore(scores: ArrayLike<number>): number[] {
  return Array.from(scores, (_, row) => row).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
}

function prepare(questions: readonly RankingQuestion[]): Prepared[] {
  const { statistics, vocabulary } = passageStatistics(
    questions.flatMap((one) => one.candidates.map(({ passage }) => passage)),
  )
  return questions.map((question) => {
    const candidates = question.candidates.map(({ passage }) => ({ passage, retrieval: 0 }))
    const table = computeFeatures(understandQuestion(question.text, vocabulary), candidates, statistics)
    const prior = priorScores(table)
    return {
      question,
      scaled: Array.from({ length: featureWidth }, (_, column) => standardised(table, column)),
      prior,
      orders: { prior: byScore(prior), bm25: byScore(fieldedBm25.score(table)) },
    }
  })
}

/** Scores after learning from what was asked; the prior alone where nothing can be learned. */
function learned(
  training: readonly Prepared[],
  asked: readonly Asked[],
  chance: Generator,
  l2Of: (pairs: number) => number,
) {
  const rows: number[] = []
  const outcomes: number[] = []
  for (const [at, one, other] of asked) {
    const { question, scaled, prior } = training[at]!
    const gap = (question.candidates[one]?.grade ?? 0) - (question.candidates[other]?.grade ?? 0)
    const flipped = chance.uniform() < noise
    if (gap === 0) continue
    const sign = gap > 0 === flipped ? -1 : 1
    for (const turned of [1, -1]) {
      rows.push(turned * sign * (prior[one]! - prior[other]!) * priorUnit)
      for (const column of scaled) rows.push(turned * sign * (column[one]! - column[other]!))
      outcomes.push(turned === 1 ? 1 : 0)
    }
  }
  const pairs = outcomes.length / 2
  const fit =
    pairs === 0
      ? null
      : logisticRidge(Float64Array.from(rows), featureWidth + 1, outcomes, 2 * pairs * l2Of(pairs))
  return ({ scaled, prior }: Prepared) =>
    fit === null
      ? prior
      : prior.map((score, row) =>
          scaled.reduce(
            (sum, column, place) => sum + fit.coefficients[place + 1]! * column[row]!,
            fit.coefficients[0]! * priorUnit * score,
          ),
        )
}

function pooled(training: readonly Prepared[], top: number): Asked[] {
  return training.flatMap(({ orders }, at) => {
    const union = [...new Set(Object.values(orders).flatMap((order) => order.slice(0, top)))]
    return union.flatMap((one, place) => union.slice(place + 1).map((other): Asked => [at, one, other]))
  })
}

function drawn(all: Asked[], n: number, chance: Generator): Asked[] {
  for (let at = 0; at < Math.min(n, all.length); at++) {
    const from = at + chance.integerBelow(all.length - at)
    const [one, other] = [all[at]!, all[from]!]
    all[at] = other
    all[from] = one
  }
  return all.slice(0, n)
}

const choices: Readonly<Record<string, (training: readonly Prepared[], n: number, seed: number) => Asked[]>> =
  {
    'random pairs': (training, n, seed) =>
      drawn(pooled(training, Number.POSITIVE_INFINITY), n, createGenerator(seed, 'random pairs')),
    'union at random': (training, n, seed) => drawn(pooled(training, 5), n, createGenerator(seed, 'union')),
    chosen: (training, n, seed) => {
      const asked: Asked[] = []
      while (asked.length < n) {
        const questions = training.map(({ orders, prior }, at) => ({
          id: String(at),
          asked: asked
            .filter(([question]) => question === at)
            .map(([, one, other]) => [String(one), String(other)] as const),
          answers: Object.entries(orders).flatMap(([system, order]) =>
            order.map((row, place) => ({ system, rank: place + 1, name: String(row), score: prior[row]! })),
          ),
        }))
        const { chosen } = choosePairs(questions, { n: Math.min(batch, n - asked.length), seed, top: 5 })
        if (chosen.length === 0) break
        asked.push(
          ...chosen.map(
            ({ question, names }): Asked => [Number(question), Number(names[0]), Number(names[1])],
          ),
        )
      }
      return asked
    },
  }

const folder = testData('mediqa2019')
if (folder !== null) {
  const questions: RankingQuestion[] = []
  for (const name of ['TrainingSet1-LiveQAMed', 'TrainingSet2-Alexa']) {
    const xml = gunzipSync(readFileSync(join(folder, `MEDIQA2019-Task3-QA-${name}.xml.gz`))).toString('utf8')
    for await (const one of readMediqa(name, [xml]))
      if (!('code' in one)) questions.push({ ...one, id: `${name}-${one.id}` })
  }
  const prepared = prepare(questions)
  const judgments = new Map(
    questions.map(({ id, candidates }) => [
      id,
      new Map(candidates.map(({ passage, grade }) => [passage.id, grade ?? 1])),
    ]),
  )
  const ndcg = (rankings: ReadonlyMap<string, readonly string[]>) =>
    armMetrics(rankings, judgments, { scale: fourGrades, depth: 10 }).means.raw.ndcg ?? Number.NaN
  const ranked = (one: Prepared, scores: ArrayLike<number>) =>
    byScore(scores).map((row) => one.question.candidates[row]?.passage.id ?? '')
  const prior = ndcg(new Map(prepared.map((one) => [one.question.id, ranked(one, one.prior)])))
  process.stdout.write(`  label-free prior ${prior.toFixed(4)}, ${questions.length} questions\n`)
  for (const [penalty, l2Of] of Object.entries({ 'by the rule': usualL2, 'of 0.1': () => 0.1 }))
    for (const n of sizes) {
      const values: Record<string, number[]> = {}
      for (const [name, choose] of Object.entries(choices))
        for (let draw = 0; draw < draws; draw++) {
          const rankings = new Map<string, readonly string[]>()
          for (let fold = 0; fold < folds; fold++) {
            const training = prepared.filter((_, at) => at % folds !== fold)
            const seed = draw * folds + fold
            const asked = choose(training, n, seed)
            const scores = learned(training, asked, createGenerator(seed, 'noise', n), l2Of)
            for (const one of prepared.filter((_, at) => at % folds === fold))
              rankings.set(one.question.id, ranked(one, scores(one)))
          }
          values[name] = [...(values[name] ?? []), ndcg(rankings)]
        }
      const means = Object.entries(values).map(([name, list]) => {
        const mean = list.reduce((sum, value) => sum + value, 0) / list.length
        const squares = list.reduce((sum, value) => sum + (value - mean) * (value - mean), 0)
        return `${name} ${mean.toFixed(4)} (standard error ${(Math.sqrt(squares) / list.length).toFixed(4)})`
      })
      process.stdout.write(`  penalty ${penalty}, ${n} pairs asked: ${means.join(', ')}\n`)
    }
}
