import { describe, expect, it } from 'vitest'
import { ProblemError, problemSentence } from '../problem.ts'
import { readProtocol } from './read.ts'
import { protocolSchemaV1 } from './schema-v1.ts'
import { sourceRules } from './source-rules.ts'

const document = (source: object, arm: object = {}) => ({
  schemaVersion: 1,
  id: 'sources',
  title: 'Sources',
  question: 'Where do the answers come from?',
  arms: [
    { id: 'a', kind: 'general', source, ...arm },
    { id: 'b', kind: 'own' },
    {
      id: 'c',
      kind: 'baseline',
      knownWorse: true,
      source: { via: 'degraded', of: 'b', degradation: 'drop-numbers' },
    },
  ],
  axes: [{ id: 'preference', form: 'pairwise' }],
  hypotheses: [{ id: 'h', kind: 'superiority', axis: 'preference', candidate: 'a', against: 'b' }],
  seed: 7,
})

const broken = (source: object, arm: object = {}) =>
  sourceRules(protocolSchemaV1.parse(document(source, arm))).map(({ code, path, value }) => [
    code,
    path.slice(3).join('.'),
    value,
  ])

function sentences(source: object): string {
  try {
    readProtocol(JSON.stringify(document(source)), 'protocol.yaml')
  } catch (error) {
    if (error instanceof ProblemError) return error.problems.map(problemSentence).join('\n')
    throw error
  }
  return ''
}

describe('sourceRules', () => {
  it.each([
    [{ preset: 'gpt-5.2', settings: { reasoningEffort: 'high' }, search: { domains: ['nih.gov'] } }],
    [{ preset: 'openevidence', mode: 'Osler' }],
    [
      {
        via: 'api',
        provider: 'compatible',
        model: 'm',
        baseUrl: 'http://127.0.0.1:8000/v1',
        keyFrom: 'none',
      },
    ],
    [
      {
        via: 'api',
        provider: 'compatible',
        model: 'm',
        baseUrl: 'http://[::1]:8000/v1',
        staysOnMachine: true,
      },
    ],
    [{ preset: 'gpt-5.2', baseUrl: 'http://localhost/v1', staysOnMachine: true }],
    [{ via: 'recorded', file: 'answers/old.jsonl', provenance: 'The old study' }],
    [{ via: 'vendor', vendor: 'A firm' }],
  ])('find none in %j', (source) => {
    expect(broken(source)).toEqual([])
    expect(sentences(source)).toBe('')
  })

  const api = (more: object) => ({ via: 'api', provider: 'openai', model: 'm', ...more })
  it.each([
    [{ preset: 'gpt-99' }, [['PROTOCOL_UNKNOWN_PRESET', 'preset', 'gpt-99']]],
    [{ preset: 'gpt-5.2', mode: 'x' }, [['PROTOCOL_SOURCE_PRESET_FIELD', 'mode', 'mode']]],
    [
      { preset: 'openevidence', search: true, settings: {} },
      [
        ['PROTOCOL_SOURCE_PRESET_FIELD', 'settings', 'settings'],
        ['PROTOCOL_SOURCE_PRESET_FIELD', 'search', 'search'],
      ],
    ],
    [api({ api: 'messages' }), [['PROTOCOL_SOURCE_API', 'api', 'messages']]],
    [api({ api: 'chat', search: true }), [['PROTOCOL_SOURCE_SEARCH', 'search', 'chat']]],
    [api({ keyFrom: 'none' }), [['PROTOCOL_SOURCE_KEY', 'keyFrom', 'none']]],
    [api({ provider: 'compatible' }), [['PROTOCOL_SOURCE_BASE_URL', 'baseUrl', null]]],
    [
      api({ staysOnMachine: true }),
      [['PROTOCOL_SOURCE_STAYS', 'staysOnMachine', 'https://api.openai.com/v1']],
    ],
    [
      { preset: 'grok-4.3', baseUrl: 'http://127.0.0.1.nip.io/v1', staysOnMachine: true },
      [['PROTOCOL_SOURCE_STAYS', 'staysOnMachine', 'http://127.0.0.1.nip.io/v1']],
    ],
    [
      { preset: 'openevidence', staysOnMachine: true },
      [['PROTOCOL_SOURCE_PRESET_FIELD', 'staysOnMachine', 'staysOnMachine']],
    ],
    [
      api({ provider: 'google', settings: { reasoningEffort: 'none' } }),
      [['PROTOCOL_SOURCE_EFFORT', 'settings.reasoningEffort', 'none']],
    ],
    [
      api({ provider: 'google', search: { domains: ['nih.gov'] } }),
      [['PROTOCOL_SOURCE_SEARCH', 'search.domains', 'nih.gov']],
    ],
  ])('find what does not fit in %j', (source, expected) => {
    expect(broken(source)).toEqual(expected)
  })

  it('ask a degraded arm for another arm with answers of its own, and for its honesty', () => {
    const degraded = (of: string) => ({ via: 'degraded', of, degradation: 'first-sentence' })
    const worse = { knownWorse: true }
    expect(broken(degraded('b'), worse)).toEqual([])
    for (const of of ['a', 'c', 'nobody']) {
      expect(broken(degraded(of), worse)).toEqual([['PROTOCOL_SOURCE_DEGRADED', 'of', of]])
    }
    expect(broken(degraded('b'))).toEqual([['PROTOCOL_SOURCE_KNOWN_WORSE', 'via', 'degraded']])
  })
})

describe('a source in a protocol', () => {
  it('has problems with their line, their field and what may stand there', () => {
    expect(sentences({ via: 'telepathy' })).toContain(
      'field arms.0.source.via: A field has a value it cannot have. Found "telepathy". Expected api or preset or recorded or baseline or search or degraded or capture or vendor.',
    )
    expect(sentences({ via: 'recorded', file: '../../secret', provenance: 'x' })).toContain(
      'arms.0.source.file',
    )
    expect(sentences({ preset: 'gpt-5.2', temperature: 0 })).toContain('field arms.0.source.temperature')
  })

  it('never has a key or a password printed that somebody wrote into it', () => {
    for (const source of [
      { preset: 'gpt-5.2', keyFrom: 'sk-proj-hunter2' },
      { preset: 'gpt-5.2', apiKey: 'sk-proj-hunter2' },
      { preset: 'gpt-5.2', baseUrl: 'https://me:hunter2@host.example/v1' },
      { preset: 'gpt-5.2', baseUrl: 'https://host.example/v1?key=hunter2' },
    ]) {
      expect(sentences(source)).not.toBe('')
      expect(sentences(source)).not.toContain('hunter2')
    }
  })
})
