import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ProblemError, problemSentence } from '../problem.ts'
import { type ArmSource, armSourceSchema } from '../protocol/arm-source.ts'
import { fillTraining } from '../protocol/arm-training.ts'
import { fillSource } from '../protocol/planned-source.ts'
import { createArm } from './create-arm.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'arms-'))
  writeFileSync(join(folder, 'old.jsonl'), '{"item": "q1", "text": "Aspirin."}\n')
  writeFileSync(join(folder, 'corpus.jsonl'), '{"id": "p", "text": "Aspirin is given."}\n')
})
afterAll(() => rmSync(folder, { recursive: true }))

const armFrom = (source: object | null, environment: Record<string, string> = {}) =>
  createArm(
    {
      id: 'arm',
      label: 'Arm',
      kind: 'general',
      knownWorse: false,
      family: null,
      ...fillTraining({}),
      source: source === null ? null : fillSource(armSourceSchema.parse(source) satisfies ArmSource),
    },
    { environment, studyFolder: folder, lookUp: async () => 'not-yet', searches: new Map() },
  )

const problemsOf = (make: () => unknown): string[] => {
  try {
    make()
  } catch (error) {
    if (error instanceof ProblemError) return error.problems.map(problemSentence)
    throw error
  }
  return []
}

const request = {
  item: { key: 'q1', text: 'What is given?', strata: {} },
  replicate: 0,
  signal: new AbortController().signal,
}

describe('createArm', () => {
  it.each([
    ['nothing', null, { callable: false }],
    ['a page', { via: 'capture', product: 'A page', cites: false }, { callable: false, cites: false }],
    ['a preset of a page', { preset: 'openevidence' }, { callable: false, cites: true, mayRefuse: true }],
    ['a vendor without a file', { via: 'vendor', vendor: 'A firm' }, { callable: false }],
    ['a vendor with a file', { via: 'vendor', vendor: 'A firm', file: 'old.jsonl' }, { callable: true }],
    ['a file', { via: 'recorded', file: 'old.jsonl', provenance: 'x' }, { callable: true, paid: false }],
    ['a corpus', { via: 'baseline', corpus: 'corpus.jsonl' }, { callable: true, leavesMachine: false }],
    [
      'another arm',
      { via: 'degraded', of: 'b', degradation: 'drop-numbers' },
      { callable: true, paid: false },
    ],
    [
      'a model with search',
      { preset: 'claude-opus-4.6', search: true, keyFrom: 'K' },
      { callable: true, cites: true, searches: true, paid: true, leavesMachine: true },
    ],
    [
      'a model at an address of this machine',
      { via: 'api', provider: 'compatible', model: 'm', baseUrl: 'http://localhost:11434/v1' },
      { callable: true, cites: false, paid: false, leavesMachine: true },
    ],
    [
      'a model that the protocol says passes nothing on',
      {
        via: 'api',
        provider: 'compatible',
        model: 'm',
        baseUrl: 'http://localhost:11434/v1',
        staysOnMachine: true,
      },
      { callable: true, paid: false, leavesMachine: false },
    ],
    [
      "a hospital's gateway of unknown price",
      { via: 'api', provider: 'compatible', model: 'm', baseUrl: 'https://models.hospital.example/v1' },
      { paid: true, leavesMachine: true },
    ],
    [
      "a hospital's gateway that is free",
      { via: 'api', provider: 'compatible', model: 'm', baseUrl: 'https://m.example/v1', price: 'free' },
      { paid: false, leavesMachine: true },
    ],
  ])('declares what %s can do', (_, source, abilities) => {
    expect(armFrom(source, { K: 'key' }).abilities).toMatchObject(abilities)
  })

  it('gives answers from files of the study', async () => {
    const recorded = armFrom({ via: 'recorded', file: 'old.jsonl', provenance: 'x' })
    expect((await recorded.answer(request)).text).toBe('Aspirin.')
    const baseline = armFrom({ via: 'baseline', corpus: 'corpus.jsonl' })
    expect((await baseline.answer(request)).text).toBe('Aspirin is given.')
  })

  it('names the variable of a missing key', () => {
    expect(problemsOf(() => armFrom({ preset: 'gpt-5.2' }))).toEqual([
      'field OPENAI_API_KEY: The arm arm needs a key, and the environment variable OPENAI_API_KEY is not set. Set OPENAI_API_KEY to the key, or name another variable with keyFrom in the source of the arm. [ARM_KEY_MISSING]',
    ])
    expect(problemsOf(() => armFrom({ preset: 'gemini-3.1-pro' }, { GEMINI_API_KEY: ' ' }))[0]).toContain(
      'GEMINI_API_KEY is not set',
    )
  })

  it('never prints what stands in a variable', () => {
    const [sentence] = problemsOf(() =>
      armFrom({ preset: 'gpt-5.2' }, { OPENAI_API_KEY: 'sk-half\nsk-other' }),
    )
    expect(sentence).toContain('[ARM_KEY_UNUSABLE]')
    expect(sentence).not.toContain('sk-')
  })

  it('takes a line end behind a key for no part of it', () => {
    expect(problemsOf(() => armFrom({ preset: 'gpt-5.2' }, { OPENAI_API_KEY: 'sk-half\n' }))).toEqual([])
  })

  it.each([
    [{ via: 'recorded', file: 'none.jsonl', provenance: 'x' }, 'none.jsonl', 'is not there'],
    [{ via: 'baseline', corpus: 'old.jsonl/none.jsonl' }, 'old.jsonl/none.jsonl', 'is not there'],
    [{ via: 'vendor', vendor: 'A firm', file: '.' }, '', 'is a folder'],
  ])('names the arm and the path of a file of %j that cannot be read', (source, file, why) => {
    expect(problemsOf(() => armFrom(source))).toEqual([
      `${join(folder, file)}: The file that the arm arm takes its answers or passages from ${why}. Put the file there, or mend its name in the source of the arm arm in the protocol. [ARM_FILE_UNREADABLE]`,
    ])
  })

  it('fails before it calls anybody for an item without a text', async () => {
    const arm = armFrom({ preset: 'gpt-5.2', baseUrl: 'http://127.0.0.1:9/v1' }, { OPENAI_API_KEY: 'k' })
    expect(await arm.answer({ ...request, item: { ...request.item, text: null } })).toMatchObject({
      status: 'failed',
      reason: 'rejected',
      raw: { request: '', response: null },
    })
  })
})
