import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { testData } from '../../../test/support/test-data.ts'
import type { RankingQuestion } from '../../search/evaluation/ranking-question.ts'
import { readMediqa } from '../../search/evaluation/read-mediqa.ts'
import { fieldedBm25 } from '../../search/rank/bm25-ranker.ts'
import { featureColumn } from '../../search/rank/features/feature-schema.ts'
import { featureWidth } from '../../search/rank/features/feature-table.ts'
import { passageStatistics } from '../../search/rank/passage-statistics.ts'
import { splitOf } from '../preferences/split.ts'
import { learningQuestionOfGraded } from '../training/graded-questions.ts'
import type { LearningQuestion } from '../training/learning-question.ts'
import { rankerPlan } from '../training/ranker-plan.ts'
import { trainModel } from '../training/train-model.ts'
import { runGate } from './run-gate.ts'
import { outcomesOfScorers } from './testing/gate-of-scorers.ts'
import { grownPlan } from './testing/grown-plan.ts'
import { type Labelling, labelled } from './testing/labelled.ts'
import { type Scorer, scorerOf } from './testing/trained-scorer.ts'

const folder = testData('mediqa2019')
const sets = ['TrainingSet1-LiveQAMed', 'TrainingSet2-Alexa', 'ValidationSet']

/** Half of the questions by their hash; what is left over trains. */
const shares = { calibration: 0, gate: 50 }

async function mediqaQuestions(): Promise<LearningQuestion[]> {
  const read: RankingQuestion[] = []
  for (const name of sets) {
    const xml = gunzipSync(readFileSync(join(folder ?? '', `MEDIQA2019-Task3-QA-${name}.xml.gz`)))
    for await (const one of readMediqa(name, [xml.toString('utf8')]))
      if (!('code' in one)) read.push({ ...one, id: `${name}-${one.id}` })
  }
  const background = passageStatistics(read.flatMap((one) => one.candidates.map(({ passage }) => passage)))
  return read.map((one) => learningQuestionOfGraded(one, background))
}

const bm25 = ({ features, candidates }: LearningQuestion) =>
  fieldedBm25.score({ schemaHash: fieldedBm25.schemaHash, candidates, values: features })
const prior = (question: LearningQuestion) => question.prior

// Margins of the safety test that so few questions can show; a real gate takes more.
const plan = grownPlan({
  quality: { margin: 0.05, questions: 90, gradedBy: 'clinicians' },
  safety: { incorrect: { margin: 0.1, questions: 90 }, incorrectAtHalf: null },
  calibration: { pairs: { limit: 0.1, questions: 90 }, abstention: null },
})

it.skipIf(folder === null)(
  'accepts the honest model and rejects the worthless on real questions, graded by experts',
  async () => {
    const all = await mediqaQuestions()
    const isGate = ({ questionSha256: sha256 }: LearningQuestion) => splitOf(sha256, shares) === 'gate'
    const training = all.filter((question) => !isGate(question))
    const questions = all.filter(isGate)
    const lengthColumn = featureColumn('len_log')
    const of = rankerPlan({ l2: 'usual', seed: 1, licences: [], softwareVersion: 'test' })
    const gate = (candidate: Scorer, trainedOn: readonly LearningQuestion[]) =>
      runGate({
        plan,
        outcomes: outcomesOfScorers({
          ...{ plan, questions, candidate, incumbent: bm25, floors: { bm25, 'label-free-prior': prior } },
          hygiene: {
            training: { questionSha256s: trainedOn.map((one) => one.questionSha256), reviewerSha256s: null },
          },
        }),
        runs: [],
        softwareVersion: 'test',
      })
    const by = (labelling: Labelling) =>
      scorerOf(trainModel(labelled(training, labelling, lengthColumn, 1), of))
    const honest = gate(by('honest'), training)
    const told = honest.tests.flatMap(({ checks }) => checks.map(({ sentence }) => sentence))
    process.stdout.write(
      `MEDIQA, ${questions.length} gate questions, ${featureWidth} features:\n${told.join('\n')}\n`,
    )
    expect(honest.verdict, told.join('\n')).toBe('pass')
    for (const labelling of ['shuffled', 'inverted', 'position', 'length'] as const) {
      const found = gate(by(labelling), training)
      process.stdout.write(`${labelling}: ${found.tests[0]?.checks[0]?.sentence}\n`)
      expect(found.tests[0]?.verdict, labelling).toBe('fail')
      expect(found.verdict).toBe('fail')
    }
    const leaked = gate(by('honest'), [...training, questions[0] ?? training[0]!])
    expect(leaked.tests.find(({ id }) => id === 'hygiene')?.verdict).toBe('fail')
    expect(leaked.verdict).toBe('fail')
  },
)
