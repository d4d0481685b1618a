import type { LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider'
import type { ApiSource } from '../../protocol/planned-source.ts'
import type { Usage } from '../arm.ts'
import type { SettingPlaces } from './settings.ts'

/** How an answer ended, by the provider's own fields. */
export type Ending =
  | 'whole'
  | 'refusal'
  | 'content-filter'
  | 'truncated'
  /** A stream that stopped without saying that it is over. */
  | 'cut-off'
  | 'malformed'

/** What stands in an answer beside its text, read from the documents that came over the wire. */
export interface WireFacts {
  readonly ending: Ending
  /** The exact version that answered; null where it is not said. */
  readonly modelSnapshot: string | null
  readonly responseId: string | null
  readonly usage: Usage
  /** The document that reports an error; null where none does. */
  readonly error: unknown
}

export interface Connection {
  readonly baseUrl: string
  readonly key: string | null
  readonly fetch: typeof globalThis.fetch
}

type ProviderCallOptions = Pick<LanguageModelV4CallOptions, 'tools' | 'providerOptions'>

/** One provider's way of being asked over HTTP: everything that differs between providers stands here. */
export interface WireFormat {
  /** Where settings stand in the body of a request, and what errors call them. */
  readonly settingPlaces: SettingPlaces
  /** Whether citations hang on the text or stand in a list beside it. */
  readonly citations: 'text' | 'list'
  model(source: ApiSource, connection: Connection): Promise<LanguageModelV4>
  /** Options beyond the common ones, for a reasoning effort or null. */
  callOptions(source: ApiSource, reasoningEffort: string | null): ProviderCallOptions
  /** @param documents One, or one for each event of a stream. */
  facts(documents: readonly unknown[], streamed: boolean): WireFacts
}
