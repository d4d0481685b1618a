import { describe, expect, it } from 'vitest'
import { ProblemError } from '../problem.ts'
import { createBaselineArm, readPassages } from './baseline-arm.ts'
import { createCaptureArm } from './capture-arm.ts'
import { createDegradedArm, type GivenAnswer, type NoAnswer } from './degraded-arm.ts'
import type { PromptParts } from './prompt.ts'
import { createRecordedArm } from './recorded-arm.ts'

const signal = new AbortController().signal
const request = (key: string, more: Partial<PromptParts> = {}, replicate = 0) => ({
  item: { key, text: 'What is given?', strata: {}, ...more },
  replicate,
  signal,
})

function codesOf(read: () => unknown): string[] {
  try {
    read()
  } catch (error) {
    if (error instanceof ProblemError) {
      return error.problems.map(({ code, place }) => `${code} ${place.line} ${place.field ?? ''}`.trim())
    }
    throw error
  }
  return []
}

describe('a recorded arm', () => {
  const file = [
    '{"item": "q1", "text": "Aspirin.", "citations": [{"url": "https://a.example"}], "model": "m-1", "inputTokens": 5}',
    '',
    '{"item": "q1", "replicate": 1, "text": "Nothing."}',
    '{"item": "q2", "text": ""}',
    '{"item": "q3", "text": "I cannot say.", "status": "refused"}',
    '{"item": "q4", "text": null, "status": "refused"}',
  ].join('\n')
  const arm = createRecordedArm('old', file, 'old.jsonl')

  it('gives what stands in the file for an item and a repeat', async () => {
    expect(await arm.answer(request('q1'))).toMatchObject({
      status: 'answered',
      reason: null,
      text: 'Aspirin.',
      citations: [{ url: 'https://a.example', title: null, quote: null }],
      modelSnapshot: 'm-1',
      usage: { inputTokens: 5, outputTokens: null },
      raw: { request: 'old.jsonl' },
    })
    expect(await arm.answer(request('q1', {}, 1))).toMatchObject({ text: 'Nothing.' })
  })

  it('keeps an empty text, a refusal and a missing line apart', async () => {
    expect(await arm.answer(request('q2'))).toMatchObject({ status: 'failed', reason: 'empty', text: null })
    expect(await arm.answer(request('q3'))).toMatchObject({ status: 'refused', text: 'I cannot say.' })
    expect(await arm.answer(request('q4'))).toMatchObject({
      status: 'refused',
      reason: 'refusal',
      text: null,
    })
    const missing = await arm.answer(request('q9'))
    expect(missing).toMatchObject({ status: 'failed', reason: null, retry: null })
    expect(missing.detail).toBe('old.jsonl has no answer 0 for the item q9.')
  })

  it('declares what its file holds', () => {
    expect(arm.abilities).toMatchObject({ cites: true, mayRefuse: true, paid: false, leavesMachine: false })
    expect(createRecordedArm('x', '{"item": "q", "text": "a"}', 'x').abilities).toMatchObject({
      cites: false,
      mayRefuse: false,
    })
  })

  it('names every bad line, and an item that is answered twice', () => {
    const bad = ['{"item": "q1", "text": "a", "score": 1}', 'no JSON', '{"item": "q1", "text": 7}'].join('\n')
    expect(codesOf(() => createRecordedArm('x', bad, 'x.jsonl'))).toEqual([
      'ARM_FILE_LINE 1',
      'ARM_FILE_LINE 2',
      'ARM_FILE_LINE 3 text',
    ])
    const lost = '{"item": "q1", "text": "a", "text": "b"}\n{"item": "q2", "text": "a", "inputTokens": 1e400}'
    expect(codesOf(() => createRecordedArm('x', lost, 'x.jsonl'))).toEqual([
      'JSON_NAME_REPEATED 1 text',
      'JSON_NUMBER_TOO_LARGE 2 inputTokens',
    ])
    const twice = '{"item": "q1", "text": "a"}\n{"item": "q1", "text": "b", "replicate": 0}'
    expect(codesOf(() => createRecordedArm('x', twice, 'x.jsonl'))).toEqual(['ARM_FILE_TWICE 2 item'])
  })
})

describe('a baseline arm', () => {
  const corpus = readPassages(
    [
      '{"id": "p1", "text": "Aspirin thins the blood."}',
      '{"id": "p2", "text": "Metformin lowers glucose in diabetes.", "url": "https://m.example", "title": "Metformin"}',
      '{"id": "p3", "text": "Glucose is a sugar."}',
    ].join('\n'),
    'corpus.jsonl',
  )

  it('answers with the passage that matches best, word for word, and cites it', async () => {
    const arm = createBaselineArm('plain', corpus, 1)
    const reply = await arm.answer(request('q', { text: 'What lowers glucose in diabetes?' }))
    expect(reply).toMatchObject({
      status: 'answered',
      text: 'Metformin lowers glucose in diabetes.',
      citations: [
        { url: 'https://m.example', title: 'Metformin', quote: 'Metformin lowers glucose in diabetes.' },
      ],
    })
  })

  it('takes the option whose words match best', async () => {
    const options = [
      { label: 'A', text: 'Insulin' },
      { label: 'B', text: 'Metformin' },
    ]
    const reply = await createBaselineArm('plain', corpus, 1).answer(
      request('q', { text: 'Which drug lowers glucose?', options }),
    )
    expect(reply.text).toBe('Answer: B\n\nMetformin lowers glucose in diabetes.')
  })

  it("uses an item's own passages where it has no corpus", async () => {
    const context = ['Nothing of it.', 'Warfarin is given.']
    const reply = await createBaselineArm('plain', null, 2).answer(
      request('q', { text: 'Is warfarin given?', context }),
    )
    expect(reply.text).toBe('Warfarin is given.')
  })

  it('fails where no passage shares a word', async () => {
    const reply = await createBaselineArm('plain', corpus, 1).answer(request('q', { text: 'Qué?' }))
    expect(reply).toMatchObject({ status: 'failed', reason: 'empty', text: null })
  })
})

describe('a degraded arm', () => {
  const given: GivenAnswer = {
    status: 'answered',
    reason: null,
    text: 'Give 40 mg. Wait.',
    citations: [{ url: 'https://a.example', title: null, quote: null }],
  }
  const armOver = (answer: GivenAnswer | NoAnswer) =>
    createDegradedArm('worse', 'good', 'first-sentence', async (arm, item, replicate) =>
      arm === 'good' && item === 'q1' && replicate === 2 ? answer : 'not-yet',
    )

  it("makes the other arm's answer to the same item and repeat worse", async () => {
    expect(await armOver(given).answer(request('q1', {}, 2))).toMatchObject({
      status: 'answered',
      text: 'Give 40 mg.',
      citations: given.citations,
      modelSnapshot: 'first-sentence 1 of good',
    })
  })

  it.each([
    ['ended', 2, 'The arm good failed for the item q1 for good in this run.'],
    ['not-yet', 2, 'The arm good has not answered the item q1 yet.'],
    ['ended', 0, 'The arm good has not answered the item q1 yet.'],
  ] as const)(
    'does not wait for an answer that this run does not bring: %s, repeat %i',
    async (state, replicate, detail) => {
      expect(await armOver(state).answer(request('q1', {}, replicate))).toMatchObject({
        status: 'failed',
        reason: 'no-original',
        text: null,
        retry: null,
        detail,
      })
    },
  )

  it('leaves a refusal a refusal and a failure a failure', async () => {
    for (const [status, reason] of [
      ['refused', 'refusal'],
      ['failed', 'time-out'],
    ] as const) {
      const arm = armOver({ status, reason, text: null, citations: [] })
      expect(await arm.answer(request('q1', {}, 2))).toMatchObject({ status, reason, text: null })
    }
  })

  it('fails as empty where nothing is left', async () => {
    const arm = createDegradedArm('worse', 'good', 'drop-numbers', async () => ({ ...given, text: '40' }))
    expect(await arm.answer(request('q1'))).toMatchObject({ status: 'failed', reason: 'empty', text: null })
  })
})

describe('a capture arm', () => {
  it('cannot be called', async () => {
    const arm = createCaptureArm('page', true)
    expect(arm.abilities).toMatchObject({ callable: false, cites: true, leavesMachine: true })
    await expect(arm.answer(request('q1'))).rejects.toThrow('The arm page cannot be called.')
  })
})
