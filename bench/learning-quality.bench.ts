/**
 * What training adds on questions that were not trained on: MEDIQA-2019 by folds, from one training set to the other and to the
 * validation set; MedQuAD's own questions without training on any; 50 preferences of which ten are turned round; and how well the
 * abstention head tells good from bad. The peer is the prior that needs no labels.
 */
import { rankerOfModel } from '../src/learning/model/model-ranker.ts'
import type { TrainedModel } from '../src/learning/model/trained-model.ts'
import { headArea, judgedTops } from '../src/learning/training/abstention/head-area.ts'
import { foldModels } from '../src/learning/training/fold-models.ts'
import type { LearningQuestion } from '../src/learning/training/learning-question.ts'
import { gradedNdcg } from '../src/learning/training/question-quality.ts'
import { rankerPlan } from '../src/learning/training/ranker-plan.ts'
import { modelScores } from '../src/learning/training/score-question.ts'
import { trainModel } from '../src/learning/training/train-model.ts'
import { plainGains, type Rankings } from '../src/search/evaluation/judgments.ts'
import { Pool } from '../src/search/evaluation/pool-search.ts'
import { findCandidates } from '../src/search/find-candidates.ts'
import { usualScoring } from '../src/search/index/scoring.ts'
import { understandQuestion } from '../src/search/query/understand.ts'
import { fieldedBm25 } from '../src/search/rank/bm25-ranker.ts'
import { labelFreePrior } from '../src/search/rank/prior.ts'
import type { Ranker } from '../src/search/rank/ranker.ts'
import { pairedDifference } from '../src/statistics/crossed/paired-difference.ts'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { testData } from '../test/support/test-data.ts'
import { medquad } from './support/medical-questions.ts'
import { mediqaLearning } from './support/mediqa-learning.ts'
import { noisyDraws } from './support/noisy-draws.ts'
import { printArms } from './support/search-arms.ts'

const depth = 10
const plan = rankerPlan({ l2: 'usual', seed: 1, licences: [], softwareVersion: 'bench' })
const mediqa = testData('mediqa2019')
if (mediqa !== null) {
  const live = await mediqaLearning(mediqa, ['TrainingSet1-LiveQAMed'])
  const alexa = await mediqaLearning(mediqa, ['TrainingSet2-Alexa'])
  const training = await mediqaLearning(mediqa, ['TrainingSet1-LiveQAMed', 'TrainingSet2-Alexa'])
  const validation = await mediqaLearning(mediqa, ['ValidationSet'])
  const folds = foldModels(training, plan, 5)
  told('training questions, 5 folds', training, (question) => folds.get(question.id)!)
  const byLive = trainModel(live, plan)
  told('trained on LiveQA, tried on Alexa', alexa, () => byLive)
  const byAlexa = trainModel(alexa, plan)
  told('trained on Alexa, tried on LiveQA', live, () => byAlexa)
  const seen = new Set(validation.map(({ questionSha256 }) => questionSha256))
  const model = trainModel(
    training.filter(({ questionSha256 }) => !seen.has(questionSha256)),
    plan,
  )
  told('trained on both, tried on validation', validation, () => model)

  const tops = judgedTops(training, folds)
  for (const [name, some] of [
    ['all training questions', tops],
    ['LiveQA alone', tops.filter(({ question }) => question.startsWith('TrainingSet1'))],
  ] as const) {
    const { auc, ci } = headArea(some)
    print(`abstention, ${name}: AUROC ${shown(auc)} [${shown(ci?.lower)}, ${shown(ci?.upper)}]`)
  }

  const draws = 200
  const differences = noisyDraws(training, plan, { draws, pairs: 50, turned: 10, depth })
  const within = differences.filter((difference) => Math.abs(difference) <= 0.01).length / draws
  const notBelow = differences.filter((difference) => difference >= -0.01).length / draws
  const verdict = within >= 0.95 ? '' : ': MISSED'
  print(
    `50 preferences, 10 turned round, ${draws} draws, unseen questions: within 0.01 of the prior in ${shown(within)} (aim 0.95${verdict}); not more than 0.01 below it in ${shown(notBelow)}; worst ${shown(differences[0])}, median ${shown(differences[draws / 2])}`,
  )

  const folder = testData('medquad')
  if (folder !== null) await onMedquad(folder, model)
}

/** Own questions of MedQuAD, their text left out of the passages; relevant is every passage of the same focus and type. */
async function onMedquad(folder: string, model: TrainedModel): Promise<void> {
  const entries = medquad(folder, false)
  const pool = (
    await Pool.of(
      entries.map(({ passage }) => passage),
      async () => {},
    )
  ).search(usualScoring)
  const generator = createGenerator(1, 'questions of MedQuAD')
  const asked = Array.from({ length: 400 }, () => entries[generator.integerBelow(entries.length)]!)
  const groups = new Map<string, string[]>()
  const groupOf = (one: (typeof entries)[number]) => `${one.focus}\n${one.type}`
  for (const one of entries) groups.set(groupOf(one), [...(groups.get(groupOf(one)) ?? []), one.passage.id])
  const by = async (ranker: Ranker): Promise<Rankings> => {
    const rankings = new Map<string, readonly string[]>()
    for (const { passage, question } of asked) {
      const found = await findCandidates(understandQuestion(question, pool.vocabulary), pool, ranker)
      rankings.set(
        passage.id,
        found.map((candidate) => candidate.passage.id),
      )
    }
    return rankings
  }
  print(`MedQuAD: ${asked.length} questions, ${entries.length} passages, trained on MEDIQA alone`)
  printArms(
    {
      'BM25, three fields': await by(fieldedBm25),
      'label-free prior': await by(labelFreePrior),
      trained: await by(rankerOfModel(model)),
    },
    'label-free prior',
    new Map(
      asked.map((one) => [one.passage.id, new Map((groups.get(groupOf(one)) ?? []).map((id) => [id, 1]))]),
    ),
    { scale: plainGains, depth },
  )
}

function told(
  name: string,
  questions: readonly LearningQuestion[],
  modelOf: (question: LearningQuestion) => TrainedModel,
): void {
  const measure = (scores: (question: LearningQuestion) => Float64Array) =>
    questions.map((question) => gradedNdcg(question, scores(question), depth) ?? Number.NaN)
  const a = measure((question) => modelScores(question, modelOf(question)))
  const b = measure(({ prior }) => prior)
  const { estimate, ci } = pairedDifference({ question: a.map((_, at) => at), reviewer: null, a, b })
  const mean = (values: readonly number[]) => {
    const known = values.filter((value) => !Number.isNaN(value))
    return known.reduce((sum, value) => sum + value, 0) / known.length
  }
  print(
    `${name}: ${questions.length} questions, prior ${shown(mean(b))}, trained ${shown(mean(a))}, difference ${shown(estimate)} [${shown(ci?.lower)}, ${shown(ci?.upper)}]`,
  )
}

function shown(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : value.toFixed(4)
}

function print(line: string): void {
  process.stdout.write(`  ${line}\n`)
}
