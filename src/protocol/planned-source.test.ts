import { describe, expect, it } from 'vitest'
import { armPresets } from './arm-presets.ts'
import { armSourceSchema } from './arm-source.ts'
import { fillSource } from './planned-source.ts'

const filled = (source: object) => fillSource(armSourceSchema.parse(source))

describe('fillSource', () => {
  // Defaults of version 1 are for good: locked studies rest on every value here.
  it('fills in these defaults and no others', () => {
    expect(filled({ via: 'api', provider: 'openai', model: 'm' })).toEqual({
      via: 'api',
      provider: 'openai',
      api: 'responses',
      model: 'm',
      baseUrl: 'https://api.openai.com/v1',
      keyFrom: 'OPENAI_API_KEY',
      settings: { temperature: null, topP: null, seed: null, maxOutputTokens: 16_384, reasoningEffort: null },
      onRefusedSetting: 'fail',
      search: null,
      system: null,
      stream: false,
      price: 'openai/m',
      agreement: null,
      staysOnMachine: false,
    })
    expect(filled({ via: 'baseline' })).toEqual({
      via: 'baseline',
      method: 'best-passage',
      corpus: null,
      passages: 1,
    })
    expect(filled({ via: 'capture', product: 'p' })).toEqual({
      via: 'capture',
      product: 'p',
      mode: null,
      url: null,
      terms: null,
      cites: true,
    })
    expect(filled({ via: 'vendor', vendor: 'v' })).toEqual({
      via: 'vendor',
      vendor: 'v',
      file: null,
      terms: null,
    })
  })

  it.each([
    ['anthropic', 'messages', 'https://api.anthropic.com/v1', 'ANTHROPIC_API_KEY', 'anthropic/m'],
    [
      'google',
      'generate-content',
      'https://generativelanguage.googleapis.com/v1beta',
      'GEMINI_API_KEY',
      'google/m',
    ],
    ['compatible', 'chat', '', null, null],
  ])('knows where %s is', (provider, api, baseUrl, keyFrom, price) => {
    expect(filled({ via: 'api', provider, model: 'm' })).toMatchObject({ api, baseUrl, keyFrom, price })
  })

  it('takes search: true for its defaults, and search: false for none', () => {
    const search = (value: unknown) => filled({ via: 'api', provider: 'openai', model: 'm', search: value })
    expect(search(true)).toMatchObject({ search: { maxSearches: 5, domains: null } })
    expect(search({ domains: ['a.example'] })).toMatchObject({
      search: { maxSearches: 5, domains: ['a.example'] },
    })
    expect(search(false)).toMatchObject({ search: null })
  })

  it('lets what is written beside a preset come first', () => {
    expect(
      filled({ preset: 'gpt-5.2', model: 'gpt-5.2-2025-12-11', settings: { seed: 3 }, baseUrl: 'http://a/' }),
    ).toMatchObject({
      via: 'api',
      provider: 'openai',
      model: 'gpt-5.2-2025-12-11',
      settings: { seed: 3, maxOutputTokens: 16_384 },
      baseUrl: 'http://a',
      price: 'openai/gpt-5.2-2025-12-11',
    })
    expect(filled({ preset: 'openevidence', mode: 'Osler' })).toMatchObject({
      via: 'capture',
      product: 'OpenEvidence',
      mode: 'Osler',
    })
  })

  it('does not know every name', () => {
    expect(filled({ preset: 'toString' })).toBeNull()
  })

  it('sends no key where the source says none', () => {
    expect(
      filled({ via: 'api', provider: 'compatible', model: 'm', baseUrl: 'http://a', keyFrom: 'none' }),
    ).toMatchObject({ keyFrom: null })
  })
})

describe('presets', () => {
  it('name the systems of the published comparisons', () => {
    expect(Object.keys(armPresets)).toEqual(
      expect.arrayContaining([
        'gpt-5.2',
        'gpt-5.5',
        'gpt-6.1-sol',
        'gemini-3.1-pro',
        'claude-opus-4.6',
        'claude-opus-4.8',
        'claude-sonnet-4.6',
        'claude-sonnet-5.5',
        'openevidence',
        'uptodate-expert-ai',
        'heidi-evidence',
        'google-ai-overview',
        'doximity-ask',
      ]),
    )
  })

  it('are sources that a protocol could have written, each with a note; pages also with their terms', () => {
    for (const [name, { source, note }] of Object.entries(armPresets)) {
      expect(armSourceSchema.safeParse(source).success, name).toBe(true)
      expect(note.length, name).toBeGreaterThan(20)
      if (source.via === 'capture') expect(source.terms?.length ?? 0, name).toBeGreaterThan(20)
    }
  })

  // A lock hashes the name of a preset only. What the name stands for may therefore never change; a new name
  // is free.
  it('stand for what they stood for', () => {
    const sources = Object.fromEntries(
      Object.entries(armPresets)
        .filter(([name]) => ['gpt-5.2', 'gemini-3.1-pro', 'claude-opus-4.6', 'grok-4.3'].includes(name))
        .map(([name, { source }]) => [name, source]),
    )
    expect(sources).toEqual({
      'gpt-5.2': { via: 'api', provider: 'openai', model: 'gpt-5.2' },
      'gemini-3.1-pro': { via: 'api', provider: 'google', model: 'gemini-3.1-pro-preview' },
      'claude-opus-4.6': { via: 'api', provider: 'anthropic', model: 'claude-opus-4-6' },
      'grok-4.3': {
        via: 'api',
        provider: 'compatible',
        model: 'grok-4.3',
        baseUrl: 'https://api.x.ai/v1',
        keyFrom: 'XAI_API_KEY',
        price: 'x-ai/grok-4.3',
      },
    })
  })
})
