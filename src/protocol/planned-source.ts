import { presetSource } from './arm-presets.ts'
import type { ArmSource, Degradation, ModelApi, Provider, ReasoningEffort } from './arm-source.ts'

export interface PlannedSettings {
  /** Null: the provider's own default. */
  readonly temperature: number | null
  readonly topP: number | null
  readonly seed: number | null
  readonly maxOutputTokens: number
  readonly reasoningEffort: ReasoningEffort | null
}

export interface PlannedSearch {
  readonly maxSearches: number
  /** Null: the whole web. */
  readonly domains: readonly string[] | null
}

/** A model behind an API, with every default filled in. */
export interface ApiSource {
  readonly via: 'api'
  readonly provider: Provider
  readonly api: ModelApi
  readonly model: string
  readonly baseUrl: string
  /** Environment variable of the key; null where none is sent. */
  readonly keyFrom: string | null
  readonly settings: PlannedSettings
  readonly onRefusedSetting: 'fail' | 'report'
  readonly search: PlannedSearch | null
  readonly system: string | null
  readonly stream: boolean
  /** Reference of the price table, `free`, or null where no price is known. */
  readonly price: string | null
  readonly agreement: string | null
  /** Whether the protocol vouches that nothing it is sent goes further; the identifier screen asks this alone. */
  readonly staysOnMachine: boolean
}

export interface RecordedSource {
  readonly via: 'recorded'
  readonly file: string
  readonly provenance: string
}

export interface BaselineSource {
  readonly via: 'baseline'
  readonly method: 'best-passage'
  /** Null: the passages of each item. */
  readonly corpus: string | null
  readonly passages: number
}

export interface SearchSource {
  readonly via: 'search'
  readonly corpus: string
  /** File of a trained ranker. Absent and not null without one: plans that were locked before keep their hash. */
  readonly model?: string
}

export interface DegradedSource {
  readonly via: 'degraded'
  readonly of: string
  readonly degradation: Degradation
}

export interface CaptureSource {
  readonly via: 'capture'
  readonly product: string
  readonly mode: string | null
  readonly url: string | null
  readonly terms: string | null
  readonly cites: boolean
}

export interface VendorSource {
  readonly via: 'vendor'
  readonly vendor: string
  /** Null: the answers are imported. */
  readonly file: string | null
  readonly terms: string | null
}

/** Where an arm's answers come from, with presets looked up and every default of version 1 filled in. */
export type PlannedSource =
  | ApiSource
  | RecordedSource
  | BaselineSource
  | SearchSource
  | DegradedSource
  | CaptureSource
  | VendorSource

type WrittenApi = Extract<ArmSource, { via: 'api' }>
type WrittenCapture = Extract<ArmSource, { via: 'capture' }>

const providerDefaults: Readonly<
  Record<Provider, { readonly api: ModelApi; readonly baseUrl: string; readonly keyFrom: string | null }>
> = {
  openai: { api: 'responses', baseUrl: 'https://api.openai.com/v1', keyFrom: 'OPENAI_API_KEY' },
  anthropic: { api: 'messages', baseUrl: 'https://api.anthropic.com/v1', keyFrom: 'ANTHROPIC_API_KEY' },
  google: {
    api: 'generate-content',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
    keyFrom: 'GEMINI_API_KEY',
  },
  // A compatible server has no address of its own; a rule asks for one before this is used.
  compatible: { api: 'chat', baseUrl: '', keyFrom: null },
}

/**
 * Fills in the defaults of protocol version 1. Like every default of that version they are for good, and so
 * are the presets: a lock hashes the name of a preset, not what it stands for.
 *
 * @returns Null for a preset that nobody knows; a rule of the protocol names it.
 */
export function fillSource(source: ArmSource): PlannedSource | null {
  if ('preset' in source) {
    const known = presetSource(source.preset)
    if (known === null) return null
    const { preset: _, via: __, ...written } = source
    return known.via === 'api'
      ? fillApi(mergedApi(known, written))
      : fillCapture({ ...known, ...captureFields(written) })
  }
  switch (source.via) {
    case 'api':
      return fillApi(source)
    case 'recorded':
      return { via: 'recorded', file: source.file, provenance: source.provenance }
    case 'baseline':
      return {
        via: 'baseline',
        method: source.method ?? 'best-passage',
        corpus: source.corpus ?? null,
        passages: source.passages ?? 1,
      }
    case 'search':
      return {
        via: 'search',
        corpus: source.corpus ?? 'main',
        ...(source.model === undefined ? {} : { model: source.model }),
      }
    case 'degraded':
      return { via: 'degraded', of: source.of, degradation: source.degradation }
    case 'capture':
      return fillCapture(source)
    case 'vendor':
      return {
        via: 'vendor',
        vendor: source.vendor,
        file: source.file ?? null,
        terms: source.terms ?? null,
      }
  }
}

type PresetOverrides = Omit<Extract<ArmSource, { preset: string }>, 'preset' | 'via'>

function mergedApi(known: WrittenApi, written: PresetOverrides): WrittenApi {
  const { mode: _, url: __, terms: ___, cites: ____, model = known.model, settings, ...rest } = written
  return { ...known, ...rest, model, settings: { ...known.settings, ...settings } }
}

function captureFields(written: PresetOverrides) {
  const { mode, url, terms, cites } = written
  return {
    ...(mode === undefined ? {} : { mode }),
    ...(url === undefined ? {} : { url }),
    ...(terms === undefined ? {} : { terms }),
    ...(cites === undefined ? {} : { cites }),
  }
}

function fillApi(source: WrittenApi): ApiSource {
  const own = providerDefaults[source.provider]
  const { settings = {} } = source
  const written = source.search === true ? {} : source.search || null
  return {
    via: 'api',
    provider: source.provider,
    api: source.api ?? own.api,
    model: source.model,
    baseUrl: (source.baseUrl ?? own.baseUrl).replace(/\/+$/, ''),
    keyFrom: source.keyFrom === undefined ? own.keyFrom : source.keyFrom === 'none' ? null : source.keyFrom,
    settings: {
      temperature: settings.temperature ?? null,
      topP: settings.topP ?? null,
      seed: settings.seed ?? null,
      maxOutputTokens: settings.maxOutputTokens ?? 16_384,
      reasoningEffort: settings.reasoningEffort ?? null,
    },
    onRefusedSetting: source.onRefusedSetting ?? 'fail',
    search:
      written === null ? null : { maxSearches: written.maxSearches ?? 5, domains: written.domains ?? null },
    system: source.system ?? null,
    stream: source.stream ?? false,
    price: source.price ?? (source.provider === 'compatible' ? null : `${source.provider}/${source.model}`),
    agreement: source.agreement ?? null,
    staysOnMachine: source.staysOnMachine ?? false,
  }
}

function fillCapture(source: WrittenCapture): CaptureSource {
  return {
    via: 'capture',
    product: source.product,
    mode: source.mode ?? null,
    url: source.url ?? null,
    terms: source.terms ?? null,
    cites: source.cites ?? true,
  }
}
