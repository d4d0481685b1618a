import { armPresets } from './arm-presets.ts'
import type { ArmSource, ModelApi, Provider, ReasoningEffort } from './arm-source.ts'
import type { BrokenRule } from './broken-rule.ts'
import { isLoopback } from './loopback.ts'
import { type ApiSource, fillSource, type PlannedSource } from './planned-source.ts'
import type { ProtocolDocument } from './schema-v1.ts'

const apisOf: Readonly<Record<Provider, readonly ModelApi[]>> = {
  openai: ['responses', 'chat'],
  anthropic: ['messages'],
  google: ['generate-content'],
  compatible: ['chat'],
}

const effortsOf: Readonly<Record<Provider, readonly ReasoningEffort[]>> = {
  openai: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'],
  anthropic: ['none', 'low', 'medium', 'high', 'xhigh', 'max'],
  google: ['minimal', 'low', 'medium', 'high', 'xhigh'],
  compatible: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'],
}

/** Only these have a web search of the provider behind the API. */
const searchable: readonly ModelApi[] = ['responses', 'messages', 'generate-content']
const captureFields = ['mode', 'url', 'terms', 'cites'] as const

/** What the schema of sources cannot say: fields that must fit each other and the other arms. */
export function sourceRules(document: ProtocolDocument): BrokenRule[] {
  return document.arms.flatMap((arm, index) => {
    if (arm.source === undefined) return []
    const at = (...rest: string[]) => ['arms', index, 'source', ...rest]
    const { planned, broken } = writtenSourceRules(arm.source, at)
    if (broken.length > 0 || planned?.via !== 'degraded') return broken
    return degradedRules(document, arm, planned.of, at)
  })
}

/**
 * What the schema cannot say of a source alone, whoever it belongs to.
 *
 * @returns The source with its defaults, null for a preset that nobody knows, and the rules it breaks.
 */
export function writtenSourceRules(
  source: ArmSource,
  at: (...rest: string[]) => (string | number)[],
): { readonly planned: PlannedSource | null; readonly broken: BrokenRule[] } {
  const planned = fillSource(source)
  if (planned === null) {
    const broken = {
      code: 'PROTOCOL_UNKNOWN_PRESET',
      path: at('preset'),
      message: 'This software knows no system of this name.',
      value: 'preset' in source ? source.preset : null,
      expected: `${Object.keys(armPresets).join(', ')}; or a source with via`,
    }
    return { planned, broken: [broken] }
  }
  if ('preset' in source) {
    const wrong = fieldsOfOtherKind(source, planned.via)
    if (wrong.length > 0) {
      return { planned, broken: wrong.map((field) => unfitPresetField(at(field), source.preset, field)) }
    }
  }
  return { planned, broken: planned.via === 'api' ? apiRules(planned, at) : [] }
}

function apiRules(source: ApiSource, at: (...rest: string[]) => (string | number)[]): BrokenRule[] {
  const broken: BrokenRule[] = []
  if (!apisOf[source.provider].includes(source.api)) {
    broken.push({
      code: 'PROTOCOL_SOURCE_API',
      path: at('api'),
      message: `The provider ${source.provider} has no such API.`,
      value: source.api,
      expected: apisOf[source.provider].join(' or '),
    })
  }
  if (source.baseUrl === '') {
    broken.push({
      code: 'PROTOCOL_SOURCE_BASE_URL',
      path: at('baseUrl'),
      message: 'A compatible server has no address of its own.',
      value: null,
      expected: 'its address, for example http://127.0.0.1:11434/v1',
    })
  }
  if (source.staysOnMachine && !isLoopback(source.baseUrl)) {
    broken.push({
      code: 'PROTOCOL_SOURCE_STAYS',
      path: at('staysOnMachine'),
      message: 'What is sent to a server elsewhere does not stay on this machine.',
      value: source.baseUrl === '' ? null : source.baseUrl,
      expected: 'a baseUrl on localhost, 127.0.0.1 or [::1], or no staysOnMachine',
    })
  }
  const { reasoningEffort } = source.settings
  if (reasoningEffort !== null && !effortsOf[source.provider].includes(reasoningEffort)) {
    broken.push({
      code: 'PROTOCOL_SOURCE_EFFORT',
      path: at('settings', 'reasoningEffort'),
      message: `The provider ${source.provider} has no such reasoning effort.`,
      value: reasoningEffort,
      expected: effortsOf[source.provider].join(', '),
    })
  }
  if (source.search !== null && !searchable.includes(source.api)) {
    broken.push({
      code: 'PROTOCOL_SOURCE_SEARCH',
      path: at('search'),
      message: `There is no web search of the provider behind the API ${source.api}.`,
      value: source.api,
      expected: `search: false, or the API ${searchable.join(' or ')}`,
    })
  }
  if (source.search?.domains != null && source.provider === 'google') {
    broken.push({
      code: 'PROTOCOL_SOURCE_SEARCH',
      path: at('search', 'domains'),
      message: "Google's search cannot be kept to domains.",
      value: source.search.domains.join(', '),
      expected: 'no domains',
    })
  }
  if (source.keyFrom === null && source.provider !== 'compatible') {
    broken.push({
      code: 'PROTOCOL_SOURCE_KEY',
      path: at('keyFrom'),
      message: `The provider ${source.provider} answers nobody without a key.`,
      value: 'none',
      expected: 'the name of an environment variable, or nothing',
    })
  }
  return broken
}

function degradedRules(
  document: ProtocolDocument,
  arm: ProtocolDocument['arms'][number],
  of: string,
  at: (...rest: string[]) => (string | number)[],
): BrokenRule[] {
  const broken: BrokenRule[] = []
  const original = document.arms.find((other) => other.id === of && other.id !== arm.id)
  if (original === undefined || original.source?.via === 'degraded') {
    broken.push({
      code: 'PROTOCOL_SOURCE_DEGRADED',
      path: at('of'),
      message: 'Answers are made worse from those of another arm that has answers of its own.',
      value: of,
      expected: document.arms
        .filter((other) => other.id !== arm.id && other.source?.via !== 'degraded')
        .map((other) => other.id)
        .join(', '),
    })
  }
  if (arm.knownWorse !== true) {
    broken.push({
      code: 'PROTOCOL_SOURCE_KNOWN_WORSE',
      path: at('via'),
      message: 'An arm that is made worse on purpose has to say so.',
      value: 'degraded',
      expected: 'knownWorse: true beside the source',
    })
  }
  return broken
}

function fieldsOfOtherKind(source: object, via: string): string[] {
  const captures = new Set<string>(captureFields)
  return Object.keys(source).filter((field) => {
    if (field === 'preset' || field === 'via') return false
    return via === 'capture' ? !captures.has(field) : captures.has(field)
  })
}

function unfitPresetField(path: (string | number)[], preset: string, field: string): BrokenRule {
  return {
    code: 'PROTOCOL_SOURCE_PRESET_FIELD',
    path,
    message: `The system ${preset} is not reached in a way that has this field.`,
    value: field,
    expected: 'a field that fits the preset',
  }
}
