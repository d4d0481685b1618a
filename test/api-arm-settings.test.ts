import { describe, expect, it } from 'vitest'
import { ways } from './providers/dialects.ts'
import { startStandIn } from './providers/stand-in.ts'
import { armOf, askOnce } from './support/api-arm.ts'

const way = (name: string, model?: string) => {
  const found = ways.find((each) => each.name === name)
  if (found === undefined) throw new TypeError(name)
  return model === undefined ? found : { ...found, model }
}
const settings = { temperature: 0, seed: 62, maxOutputTokens: 900 }

describe('settings on the wire', () => {
  it.each([
    ['OpenAI Chat Completions', { temperature: 0, top_p: 0.5, seed: 62, max_tokens: 900 }],
    ['OpenAI-compatible server', { temperature: 0, top_p: 0.5, seed: 62, max_tokens: 900 }],
    ['Gemini generateContent', { temperature: 0, topP: 0.5, seed: 62, maxOutputTokens: 900 }],
  ])('reach %s as they were asked', async (name, expected) => {
    await using server = await startStandIn(way(name).dialect)
    const reply = await askOnce(armOf(way(name), server.url, { settings: { ...settings, topP: 0.5 } }), 'q1')
    expect(reply).toMatchObject({ status: 'answered', settingsRefused: [] })
    expect(server.requests[0]?.settings).toMatchObject(expected)
  })

  it.each([
    ['OpenAI Responses', 'gpt-5.2', { reasoning: { effort: 'low' }, max_output_tokens: 900, store: false }],
    ['OpenAI Chat Completions', 'gpt-5.2', { reasoning_effort: 'low', max_completion_tokens: 900 }],
    [
      'Anthropic Messages',
      'claude-opus-4-6',
      { output_config: { effort: 'low' }, thinking: { type: 'adaptive' }, max_tokens: 900 },
    ],
    ['Gemini generateContent', 'gemini-3.1-pro-preview', { thinkingConfig: { thinkingLevel: 'low' } }],
    ['OpenAI-compatible server', 'our-model', { reasoning_effort: 'low' }],
  ])('carry the reasoning effort to %s', async (name, model, expected) => {
    await using server = await startStandIn(way(name).dialect)
    const arm = armOf(way(name, model), server.url, {
      settings: { reasoningEffort: 'low', maxOutputTokens: 900 },
    })
    expect(await askOnce(arm, 'q1')).toMatchObject({ status: 'answered', settingsRefused: [] })
    expect(server.requests[0]?.settings).toMatchObject(expected)
  })

  it('switch thinking off at Anthropic', async () => {
    await using server = await startStandIn(way('Anthropic Messages').dialect)
    const arm = armOf(way('Anthropic Messages'), server.url, { settings: { reasoningEffort: 'none' } })
    expect(await askOnce(arm, 'q1')).toMatchObject({ status: 'answered', settingsRefused: [] })
    expect(server.requests[0]?.settings).toMatchObject({ thinking: { type: 'disabled' } })
  })
})

describe('a setting that the client library would leave out', () => {
  // The libraries take temperature from reasoning models, and know no seed of these APIs.
  it.each([
    ['OpenAI Responses', 'gpt-5.2', ['temperature', 'seed']],
    ['Anthropic Messages', 'claude-opus-4-8', ['temperature', 'seed']],
    ['Anthropic Messages', 'claude-opus-4-6', ['seed']],
  ])('stops the call to %s %s before anything is sent', async (name, model, refused) => {
    await using server = await startStandIn(way(name).dialect)
    const reply = await askOnce(armOf(way(name, model), server.url, { settings }), 'q1')
    expect(reply).toMatchObject({
      status: 'failed',
      reason: 'rejected',
      retry: null,
      settingsRefused: refused,
      raw: { response: null },
    })
    expect(reply.raw.request).toMatch(/^NOT SENT\n/)
    expect(server.requests).toEqual([])
  })

  it.each([
    ['OpenAI Responses', 'gpt-5.2', ['temperature', 'seed']],
    ['Anthropic Messages', 'claude-opus-4-8', ['temperature', 'seed']],
  ])('is reported with the answer of %s %s where the source says so', async (name, model, refused) => {
    await using server = await startStandIn(way(name).dialect)
    const arm = armOf(way(name, model), server.url, { settings, onRefusedSetting: 'report' })
    expect(await askOnce(arm, 'q1')).toMatchObject({ status: 'answered', settingsRefused: refused })
    expect(server.requests).toHaveLength(1)
  })
})

describe.each([
  ['OpenAI Responses', 'temperature'],
  ['OpenAI Chat Completions', 'temperature'],
  ['Anthropic Messages', 'temperature'],
  ['Gemini generateContent', 'temperature'],
  ['OpenAI-compatible server', 'temperature'],
])('a setting that %s answers with HTTP 400', (name, refused) => {
  it('makes the call fail by its name', async () => {
    await using server = await startStandIn(way(name).dialect, { refusedSettings: [refused] })
    const reply = await askOnce(armOf(way(name), server.url, { settings: { temperature: 0 } }), 'q1')
    expect(reply).toMatchObject({
      status: 'failed',
      reason: 'rejected',
      retry: null,
      settingsRefused: ['temperature'],
      raw: { httpStatus: 400 },
    })
  })

  it('is left out of the next call where the source says report, and reported with every answer', async () => {
    await using server = await startStandIn(way(name).dialect, { refusedSettings: [refused] })
    const arm = armOf(way(name), server.url, { settings: { temperature: 0 }, onRefusedSetting: 'report' })
    expect(await askOnce(arm, 'q1')).toMatchObject({
      status: 'failed',
      reason: 'rejected',
      retry: { afterMilliseconds: 0 },
      settingsRefused: ['temperature'],
    })
    for (const key of ['q1', 'q2']) {
      expect(await askOnce(arm, key)).toMatchObject({ status: 'answered', settingsRefused: ['temperature'] })
    }
    expect([...server.counts()]).toEqual([
      ['q1', 2],
      ['q2', 1],
    ])
  })

  it('is no reason to leave out another one', async () => {
    await using server = await startStandIn(way(name).dialect, { refusedSettings: [refused] })
    const arm = armOf(way(name), server.url, { settings: { topP: 0.5 }, onRefusedSetting: 'report' })
    expect(await askOnce(arm, 'q1')).toMatchObject({ status: 'answered', settingsRefused: [] })
  })
})

describe('the most tokens of an answer', () => {
  it('are never left out, since the budget rests on them', async () => {
    const each = way('OpenAI-compatible server')
    await using server = await startStandIn(each.dialect, { refusedSettings: ['max_tokens'] })
    const arm = armOf(each, server.url, { onRefusedSetting: 'report' })
    for (const key of ['q1', 'q2']) {
      expect(await askOnce(arm, key)).toMatchObject({
        status: 'failed',
        reason: 'rejected',
        retry: null,
        settingsRefused: ['maxOutputTokens'],
      })
    }
  })

  it('bound the worst case, which counts every byte of the prompt', () => {
    const arm = armOf(way('Anthropic Messages'), 'http://127.0.0.1:9', {
      settings: { maxOutputTokens: 900 },
      search: { maxSearches: 2 },
      system: 'Ä',
    })
    const item = { key: 'q', text: 'ab', strata: {} }
    // 2 bytes of Ä and 2 of ab; 16 for each of the two turns and for the frame; 20,000 for each search.
    expect(arm.worstCase(item)).toEqual({ inputTokens: 4 + 48 + 40_000, outputTokens: 900, searches: 2 })
  })
})
