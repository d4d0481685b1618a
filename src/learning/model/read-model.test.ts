import { describe, expect, it } from 'vitest'
import { ProblemError } from '../../problem.ts'
import { learningQuestion } from '../training/testing/learning-question.ts'
import { type TrainingPlan, trainModel } from '../training/train-model.ts'
import { modelText } from './model-text.ts'
import { readModel } from './read-model.ts'

const schema = 'a'.repeat(64)
const plan: TrainingPlan = {
  kind: 'ranker',
  features: ['one', 'two'],
  featureSchemaSha256: schema,
  weighed: ['one', 'two'],
  headFeatures: null,
  l2: 'usual',
  seed: 1,
  calibrationShare: 15,
  licences: ['CC BY 4.0'],
  softwareVersion: '0.0.0',
}
const questions = Array.from({ length: 8 }, (_, number) =>
  learningQuestion(`question ${number}`, {
    features: [
      [number, 1],
      [2, number % 3],
      [1, 5],
    ],
    prior: [0.3, number % 2, 0.1],
    grades: [4, 2, 1],
  }),
)
const model = trainModel(questions, plan)
const use = { kind: 'ranker', featureSchemaSha256: schema } as const

function codeOf(read: () => unknown): string | undefined {
  try {
    read()
  } catch (error) {
    if (error instanceof ProblemError) return error.problems[0]?.code
    throw error
  }
  return undefined
}

describe('the file of a model', () => {
  it('is the same bytes for the same data however they were read, and reads back as it was', () => {
    const text = modelText(model)
    expect(modelText(trainModel([...questions].reverse(), plan))).toBe(text)
    expect(readModel(text, 'model.json', use)).toEqual(model)
    expect(modelText(readModel(text, 'model.json', use))).toBe(text)
  })

  it('is another with another seed, schema, licence or mark', () => {
    const [first, ...rest] = questions
    const turned = { ...first!, pairs: first!.pairs.slice(1) }
    const others = [
      trainModel(questions, { ...plan, seed: 2 }),
      trainModel(questions, { ...plan, featureSchemaSha256: 'b'.repeat(64) }),
      trainModel(questions, { ...plan, licences: ['CC0'] }),
      trainModel([turned, ...rest], plan),
    ]
    expect(new Set([model, ...others].map(({ id }) => id)).size).toBe(5)
    expect(others[3]?.training.dataSha256).not.toBe(model.training.dataSha256)
  })

  it('is refused altered, of another kind, schema or version, and where it is none', () => {
    const text = modelText(model)
    for (const [given, wanted, code] of [
      [text.replace(/"priorWeight":[^,]+/, '"priorWeight":99'), use, 'MODEL_ALTERED'],
      [text, { ...use, kind: 'reward' }, 'MODEL_KIND'],
      [text, { ...use, featureSchemaSha256: 'c'.repeat(64) }, 'MODEL_FEATURES'],
      [text.replace('"schemaVersion":1', '"schemaVersion":2'), use, 'MODEL_VERSION'],
      [JSON.stringify({ ...model, weights: [1] }), use, 'MODEL_SHAPE'],
      [JSON.stringify({ ...model, surprise: 1 }), use, 'MODEL_SHAPE'],
      ['{"schemaVersion":1}', use, 'MODEL_SHAPE'],
      ['[]', use, 'MODEL_SHAPE'],
      [text.slice(0, 100), use, 'MODEL_JSON'],
    ] as const)
      expect(codeOf(() => readModel(given, 'model.json', wanted))).toBe(code)
  })
})
