import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modelCardSchema } from '../src/learning/model/card/model-card.ts'
import { modelText } from '../src/learning/model/model-text.ts'
import { trainedModelSchema } from '../src/learning/model/trained-model.ts'
import { evaluationSchema } from '../src/search/evaluation/evaluation-schema.ts'
import { readRun } from '../src/search/evaluation/trec.ts'
import { equipoise, equipoiseProcess, temporaryFolder } from './support/command-line.ts'
import { parsedProblems } from './support/expect-problems.ts'
import { gradedCandidates, gradedQuestions } from './support/graded-questions.ts'

let folder: { readonly path: string } & AsyncDisposable
let graded: readonly string[]
beforeAll(async () => {
  folder = await temporaryFolder()
  graded = [await file('q.jsonl', gradedQuestions), await file('c.jsonl', gradedCandidates(true))]
})
afterAll(() => folder[Symbol.asyncDispose]())

async function file(name: string, lines: readonly object[]): Promise<string> {
  const path = join(folder.path, name)
  await writeFile(path, lines.map((one) => `${JSON.stringify(one)}\n`).join(''))
  return path
}

async function learnt(name: string, ...more: readonly string[]) {
  const out = join(folder.path, name)
  const {
    exitCode,
    out: printed,
    notes,
  } = await equipoise(...['learn', ...graded, '--grades', 'four', '--out', out, '--json', ...more])
  expect(exitCode, notes + printed).toBe(0)
  return { out, model: trainedModelSchema.parse(JSON.parse(await readFile(out, 'utf8'))) }
}

describe('equipoise learn', () => {
  it('writes a model, equal bytes for equal data, with its card', async () => {
    const { out, model } = await learnt('model.json', '--licence', 'CC0', '--curve')
    const again = await learnt('again.json', '--licence', 'CC0')
    expect(await readFile(again.out, 'utf8')).toBe(await readFile(out, 'utf8'))
    expect(await readFile(out, 'utf8')).toBe(modelText(model))
    expect(model.training).toMatchObject({ licences: ['CC0'], reviewers: 0, seed: 1 })
    const card = modelCardSchema.parse(
      JSON.parse(await readFile(join(folder.path, 'model.card.json'), 'utf8')),
    )
    expect(card.model).toBe(model.id)
    expect(card.sample).toBe(false)
    expect(card.gateQuestions + card.training.questions).toBe(18)
    expect(card.gateQuestions).toBeGreaterThan(0)
    // Six pairs a question: three answers of grade 4 over two of grade 1.
    expect(card.training.pairs).toBe(6 * card.training.questions)
    const trained = card.heldOut.arms?.find((one) => one.arm === 'trained')
    expect(trained?.ndcg).toBe(1)
    const prior = card.heldOut.arms?.find((one) => one.arm === 'prior')
    expect(prior?.trainedLess?.estimate).toBeCloseTo(1 - (prior?.ndcg ?? 1), 12)
    expect(prior?.ndcg).toBeLessThan(0.9)
    expect(card.curve?.points[0]?.pairs).toBe(25)
    expect(card.heldOut.pairs.trained).toBe(1)
    const written = await readFile(join(folder.path, 'model.card.md'), 'utf8')
    for (const told of [
      model.id,
      model.training.dataSha256,
      'CC0',
      'label-free prior',
      'Not a medical device',
    ])
      expect(written).toContain(told)
  })

  it('keeps out the questions of the gate and those of files that are named for that', async () => {
    const all = await learnt('all.json', '--gate', '0')
    expect(all.model.training.questions).toBe(18)
    const some = await file('proof.jsonl', [
      { id: 'x', text: 'what are the symptoms of GOUT' },
      { id: 'y', text: 'Something else?' },
    ])
    const without = await learnt('without.json', '--gate', '0', '--keep-out', some)
    expect(without.model.training.questions).toBe(17)
    const usual = await learnt('usual.json')
    expect(usual.model.training.questions).toBeLessThan(18)
  })

  it('gives the trained arm of search eval and search rank', async () => {
    const { out, model } = await learnt('arm.json', '--gate', '0')
    const evaluate = async (...how: readonly string[]) => {
      const {
        out: printed,
        exitCode,
        notes,
      } = await equipoise(...['search', 'eval', ...graded, '--grades', 'four', '--json', ...how])
      expect(exitCode, notes + printed).toBe(0)
      return evaluationSchema.parse(JSON.parse(printed))
    }
    const byModel = await evaluate('--model', out)
    expect(byModel.trained).toEqual({ model: model.id, folds: null, questionsTrainedOn: 18 })
    const byFolds = await evaluate('--folds', '5')
    expect(byFolds.trained).toEqual({ model: null, folds: 5, questionsTrainedOn: 0 })
    const trained = byFolds.arms.find((one) => one.arm === 'trained')
    const prior = byFolds.arms.find((one) => one.arm === 'prior')
    expect(trained?.means.raw.ndcg).toBeGreaterThan(prior?.means.raw.ndcg ?? 1)
    const run = join(folder.path, 'run.tsv')
    expect((await equipoise('search', 'rank', ...graded, '--model', out, '--out', run)).exitCode).toBe(0)
    const { value } = readRun('run', await readFile(run, 'utf8'))
    expect([...(value.get('gout-signs') ?? [])].slice(0, 3).sort()).toEqual(['a0', 'a2', 'a4'])
    expect(await readFile(run, 'utf8')).toContain(model.id)
  })

  it('refuses what is no model, another schema of features, and choices that do not go together', async () => {
    const { out, model } = await learnt('good.json')
    const other = join(folder.path, 'other.json')
    await writeFile(other, modelText({ ...model, featureSchemaSha256: 'f'.repeat(64) }))
    const text = await readFile(out, 'utf8')
    const altered = join(folder.path, 'altered.json')
    await writeFile(altered, text.replace(/"seed":1/, '"seed":2'))
    const evaluating = ['search', 'eval', ...graded, '--grades', 'four']
    for (const [given, code] of [
      [['learn', ...graded, '--grades', 'four'], 'LEARN_OUT'],
      [['learn', ...graded, '--grades', 'four', '--out', 'model.txt'], 'LEARN_OUT'],
      [[...evaluating, '--model', other], 'MODEL_ALTERED'],
      [[...evaluating, '--model', altered], 'MODEL_ALTERED'],
      [[...evaluating, '--model', graded[0]!], 'MODEL_JSON'],
      [[...evaluating, '--model', join(folder.path, 'absent.json')], 'FILE_NOT_FOUND'],
      [[...evaluating, '--model', out, '--folds', '5'], 'EVAL_TRAINED'],
      [[...evaluating, '--folds', '50'], 'EVAL_FOLDS'],
      [['search', 'rank', ...graded, '--arms', 'trained', '--out', 'run.tsv'], 'RANK_ARM'],
      [['search', 'rank', ...graded, '--arms', 'bm25', '--model', out, '--out', 'run.tsv'], 'RANK_ARM'],
      [['serve', '--model', out], 'SERVE_MODEL'],
    ] as const) {
      const refused = await equipoise(...given, '--json')
      expect([refused.exitCode, parsedProblems(refused.out)[0]?.code]).toEqual([1, code])
    }
    expect((await equipoise('learn', ...graded, '--out', out, '--l2', '-1')).exitCode).toBe(2)
    expect((await equipoise('learn', ...graded, '--out', out, '--gate', '90')).exitCode).toBe(2)
  })

  it('answers by the ranker and declines by its head', { timeout: 60_000 }, async () => {
    const { out, model } = await learnt('asked.json', '--gate', '0')
    await using workspace = await temporaryFolder()
    const cwd = workspace.path
    expect((await equipoiseProcess(['index', '--sample'], { cwd })).exitCode).toBe(0)
    const ask = async (question: string, ...more: readonly string[]) => {
      const { out: printed } = await equipoiseProcess(['ask', question, '--json', ...more], { cwd })
      return JSON.parse(printed)
    }
    const trained = await ask('How is gout treated?', '--model', out)
    expect(trained.version).toMatch(new RegExp(`^${model.id}\\+${model.id}\\+[0-9a-f]{12}$`))
    expect(trained.answer.confidence).toMatchObject({ id: model.id, threshold: 0.5 })
    const plain = await ask('How is gout treated?')
    expect(plain.version).toMatch(/^label-free-prior-1\+prior-3\+/)
  })
})
