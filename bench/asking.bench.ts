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
import { fitPairs } from '../src/learning/training/fit-pairs.ts'
import { learningQuestionOfGraded } from '../src/learning/training/graded-questions.ts'
import { l2ByPairs } from '../src/learning/training/l2-rule.ts'
import type { LearningPair, LearningQuestion } from '../src/learning/training/learning-question.ts'
import { pairDesign } from '../src/learning/training/pair-design.ts'
import { rankerPlan } from '../src/learning/training/ranker-plan.ts'
import { scoresOf } from '../src/learning/training/score-question.ts'
import { featureUse } from '../src/learning/training/train-model.ts'
import { armMetrics } from '../src/search/evaluation/arm-metrics.ts'
import { fourGrades } from '../src/search/evaluation/judgments.ts'
import type { RankingQuestion } from '../src/search/evaluation/ranking-question.ts'
import { readMediqa } from '../src/search/evaluation/read-mediqa.ts'
import { fieldedBm25 } from '../src/search/rank/bm25-ranker.ts'
import { passageStatistics } from '../src/search/rank/passage-statistics.ts'
import { createGenerator, type Generator } from '../src/statistics/random/generator.ts'
import { testData } from '../test/support/test-data.ts'

const [folds, draws, noise] = [5, Number(process.env.DRAWS ?? 20), 0.1]
const sizes = [50, 100, 200, 500, 1000]
const batch = 100
const use = featureUse(rankerPlan({ l2: 'usual', seed: 1, licences: [], softwareVersion: 'bench' }))

interface Prepared {
  readonly question: RankingQuestion
  readonly learning: LearningQuestion
  readonly orders: Readonly<Record<string, readonly number[]>>
}

type Asked = readonly [question: number, one: number, other: number]

function byScore(scores: ArrayLike<number>): number[] {
  return Array.from(scores, (_, row) => row).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
}

function prepare(questions: readonly RankingQuestion[]): Prepared[] {
  const background = passageStatistics(
    questions.flatMap((one) => one.candidates.map(({ passage }) => passage)),
  )
  return questions.map((question) => {
    const learning = learningQuestionOfGraded(question, background)
    const { features: values, candidates, prior } = learning
    const bm25 = fieldedBm25.score({ schemaHash: fieldedBm25.schemaHash, candidates, values })
    return { question, learning, orders: { prior: byScore(prior), bm25: byScore(bm25) } }
  })
}

/** Scores after learning from what was asked; the prior alone where nothing can be learned. */
function learned(
  training: readonly Prepared[],
  asked: readonly Asked[],
  chance: Generator,
  l2Of: (pairs: number) => number,
) {
  const pairs = new Map<Prepared, LearningPair[]>()
  for (const [at, one, other] of asked) {
    const own = training[at]!
    const gap = (own.learning.grades[one] ?? 0) - (own.learning.grades[other] ?? 0)
    const flipped = chance.uniform() < noise
    if (gap === 0) continue
    const [better, worse] = gap > 0 === flipped ? [other, one] : [one, other]
    pairs.set(own, [...(pairs.get(own) ?? []), { better, worse, gap: 1, reviewer: null }])
  }
  const questions = [...pairs].map(([{ learning }, own]) => ({ ...learning, pairs: own }))
  const design = pairDesign(questions, use)
  const fit = fitPairs(design, l2Of(design.pairs))
  return ({ learning }: Prepared) => scoresOf(learning, fit, use)
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
        const questions = training.map(({ orders, learning: { prior } }, at) => ({
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
  const prior = ndcg(new Map(prepared.map((one) => [one.question.id, ranked(one, one.learning.prior)])))
  process.stdout.write(`  label-free prior ${prior.toFixed(4)}, ${questions.length} questions\n`)
  for (const [penalty, l2Of] of Object.entries({ 'by the rule': l2ByPairs, 'of 0.1': () => 0.1 }))
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
