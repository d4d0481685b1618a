import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readProtocol } from '../../protocol/read.ts'
import { armId } from './arm-entry.ts'
import { recipeFileNames, recipeFiles } from './recipe.ts'
import { dpoConfig, labelNoise, sftConfig, trlVersion } from './trl-config.ts'

const fields = z
  .object({
    sft: z.record(z.string(), z.string()),
    dpo: z.record(z.string(), z.string()),
    dataset: z.record(z.string(), z.string()),
  })
  .parse(
    JSON.parse(
      readFileSync(new URL(`../../../test/data/trl-${trlVersion}-fields.json`, import.meta.url), 'utf8'),
    ),
  )

/** Whether a value read from YAML fits an annotation of a Python dataclass. */
function fits(value: unknown, annotation: string): boolean {
  if (typeof value === 'boolean') return /\bbool\b/.test(annotation)
  if (typeof value === 'number')
    return Number.isInteger(value) ? /\b(int|float)\b/.test(annotation) : /\bfloat\b/.test(annotation)
  if (Array.isArray(value)) return annotation.startsWith('list[')
  return typeof value === 'string' && /\bstr\b/.test(annotation)
}

const record = z.record(z.string(), z.unknown())
const settings = { model: 'org/model', output: 'models/x', data: 'x.jsonl', seed: 3 } as const
const configs = ([true, false] as const).flatMap((lora) => [
  ['sft', sftConfig({ ...settings, lora })] as const,
  ['dpo', dpoConfig({ ...settings, lora }, null)] as const,
  ['dpo', dpoConfig({ ...settings, lora }, 0.1)] as const,
])

describe('configuration files for TRL', () => {
  test.each(configs)(
    'every field of %s is one that the command takes, with a value of its type',
    (stage, text) => {
      const config = record.parse(parse(text, { version: '1.1' }))
      const wrong = Object.entries(config)
        .filter(([name]) => name !== 'datasets')
        .filter(([name, value]) => !fits(value, fields[stage][name] ?? ''))
      expect(wrong).toEqual([])
      const [dataset] = z.array(record).length(1).parse(config.datasets)
      expect(
        Object.entries(dataset ?? {}).filter(([name, value]) => !fits(value, fields.dataset[name] ?? '')),
      ).toEqual([])
    },
  )

  test.each(configs)('numbers of %s are numbers for YAML 1.1, where 1e-5 is a word', (_, text) => {
    const numbers = [...text.matchAll(/: (-?[\d.]+\S*)$/gm)].map((match) => match[1])
    expect(numbers.length).toBeGreaterThan(5)
    expect(numbers.filter((number) => !/^\d+(\.\d+)?$/.test(number ?? ''))).toEqual([])
  })

  test('a flip rate becomes the share of wrong labels of robust DPO', () => {
    // By hand: 2 x 0.1 x 0.9 = 0.18, and 2 x 0.25 x 0.75 = 0.375.
    expect([labelNoise(0.18), labelNoise(0.375), labelNoise(0)]).toEqual([0.1, 0.25, 0])
    expect(() => labelNoise(0.5)).toThrow(RangeError)
    const config = record.parse(parse(dpoConfig({ ...settings, lora: true }, 0.18)))
    expect([config.loss_type, config.label_smoothing]).toEqual([['robust'], 0.1])
    expect(record.parse(parse(dpoConfig({ ...settings, lora: true }, null))).label_smoothing).toBeUndefined()
  })
})

const parts = {
  baseModel: 'Qwen/Qwen3-4B-Instruct-2507',
  armId: 'qwen-tuned',
  lora: true,
  seed: 1,
  sft: { text: '{}\n', examples: 40 },
  preference: { text: '{}\n', examples: 30 },
  dataSha256: 'ab'.repeat(32),
  flipRate: null,
  softwareVersion: '0.1.0',
} as const

describe('a recipe', () => {
  test('takes the pairs on from what the first stage made, and data only where the commands look for it', () => {
    const files = recipeFiles(parts)
    expect([...files.keys()].sort()).toEqual([...recipeFileNames].sort())
    const dpo = record.parse(parse(files.get('dpo.yaml') ?? ''))
    expect(dpo.model_name_or_path).toBe('models/sft-merged')
    const readme = files.get('README.md') ?? ''
    expect(
      [...readme.matchAll(/^ {4}(trl|python merge|\.serve\/bin\/vllm)[^\n]*/gm)].map(([line]) => line.trim()),
    ).toEqual([
      'trl sft --config sft.yaml',
      'python merge.py models/sft models/sft-merged',
      'trl dpo --config dpo.yaml',
      'python merge.py models/dpo models/dpo-merged',
      '.serve/bin/vllm serve models/dpo-merged --served-model-name qwen-tuned --host 127.0.0.1 --port 8000',
    ])
  })

  test('with all weights merges nothing', () => {
    const files = recipeFiles({ ...parts, lora: false })
    expect(files.has('merge.py')).toBe(false)
    expect(record.parse(parse(files.get('dpo.yaml') ?? '')).model_name_or_path).toBe('models/sft')
    expect(files.get('README.md')).not.toContain('merge.py')
  })

  test('without good answers starts the pairs from the base model', () => {
    const files = recipeFiles({ ...parts, sft: null })
    expect(files.has('sft.yaml')).toBe(false)
    expect(record.parse(parse(files.get('dpo.yaml') ?? '')).model_name_or_path).toBe(parts.baseModel)
  })

  test('gives an arm that a protocol takes', () => {
    const arm = recipeFiles(parts).get('arm.yaml') ?? ''
    const protocol = [
      'schemaVersion: 1',
      'id: tuned',
      'title: Tuned',
      'question: Is it better?',
      'axes: [{id: preference, form: pairwise, primary: true}]',
      'hypotheses: [{id: h, kind: superiority, axis: preference, candidate: qwen-tuned, against: base}]',
      'seed: 1',
      arm,
      '  - {id: base, kind: general}',
    ].join('\n')
    const { plan } = readProtocol(protocol, 'protocol.yaml')
    expect(plan.arms[0]?.source).toMatchObject({ via: 'api', model: 'qwen-tuned', provider: 'compatible' })
    expect(arm).toContain(`# data SHA-256: ${parts.dataSha256}`)
    expect(plan.arms[0]).toMatchObject({ baseModel: parts.baseModel, feedback: 'dpo' })
  })

  test.each([
    ['Qwen/Qwen3-4B', 'qwen-qwen3-4b'],
    ['ft:gpt-4.1:me::Ab1', 'ft-gpt-4-1-me-ab1'],
    ['7B', 'tuned-7b'],
    ['---', 'tuned'],
  ])('an arm from %s is called %s', (name, id) => expect(armId(name)).toBe(id))
})
