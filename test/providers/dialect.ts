/** What a stand-in provider understood of a request. */
export interface AskedOf {
  readonly model: string
  /** All text of the prompt, turns and system among it. */
  readonly prompt: string
  readonly stream: boolean
  readonly search: boolean
  /** Settings of the request by their names on the wire. */
  readonly settings: Readonly<Record<string, unknown>>
}

/** What a stand-in says, before it is put into a provider's format. */
export interface Spoken {
  readonly id: string
  /** Version that the provider reports. */
  readonly snapshot: string
  readonly text: string
  readonly ending: 'whole' | 'refusal' | 'content-filter' | 'truncated'
  readonly citations: readonly { readonly url: string; readonly title: string; readonly quote: string }[]
  readonly searches: readonly string[]
  readonly tokens: {
    readonly input: number
    readonly cached: number
    readonly cacheWritten: number
    readonly output: number
    readonly reasoning: number
  }
}

export type ErrorKind =
  | 'rate-limited'
  | 'quota'
  | 'server-error'
  | 'bad-gateway'
  | 'overloaded'
  | 'unauthorised'
  | 'not-found'
  | 'too-large'

export interface ErrorAnswer {
  readonly status: number
  readonly body: unknown
}

export interface RateState {
  readonly requestsLeft: number
  readonly tokensLeft: number
  readonly resetSeconds: number
  readonly now: number
}

/** One provider's wire format, from the provider's side. */
export interface Dialect {
  readonly name: string
  /** Null: there is nothing at this address. */
  read(path: string, body: unknown): AskedOf | null
  /** The key that a request brought; null where there is none. */
  keyOf(headers: Readonly<Record<string, string | readonly string[] | undefined>>): string | null
  answer(spoken: Spoken): unknown
  /** Server-sent events of the same answer, each as its lines without the empty one. */
  events(spoken: Spoken): readonly string[]
  error(kind: ErrorKind, retryAfterSeconds: number | null): ErrorAnswer
  /** The error for a setting that the model does not take. */
  refusedSetting(name: string): ErrorAnswer
  /** The event of an error in mid-stream. */
  errorEvent(kind: ErrorKind): string
  rateHeaders(state: RateState): Readonly<Record<string, string>>
  requestIdHeader: string
}

export function dataEvent(data: unknown): string {
  return `data: ${JSON.stringify(data)}`
}

export function namedEvent(data: { readonly type: string; readonly [field: string]: unknown }): string {
  return `event: ${data.type}\n${dataEvent(data)}`
}

/** A text in pieces of a few words, as models send it. */
export function pieces(text: string): string[] {
  return text.match(/\S+\s*(?:\S+\s*){0,3}/g) ?? []
}
