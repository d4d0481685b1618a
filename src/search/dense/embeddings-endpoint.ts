import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { providerError } from '../../arms/api/error-body.ts'
import { type Failure, failureOf, networkFailure, timeOutFailure } from '../../arms/api/failure.ts'
import { type Environment, keyOf, withoutKey } from '../../arms/api/key.ts'
import { post } from '../../arms/api/post.ts'
import { rateLimitsOf } from '../../arms/api/rate-limits.ts'
import { ForbiddenAddress } from '../../network/guard.ts'
import { parsedJson } from '../../parsed-json.ts'
import { problem } from '../../problem.ts'
import type { EndpointConfig } from './dense-config.ts'
import { type EmbeddedKind, type Embedder, normalise } from './embedder.ts'

const replySchema = z.looseObject({
  data: z.array(z.looseObject({ index: z.int().min(0), embedding: z.array(z.number()) })),
})

const longestWait = 60_000
const mostBytes = 1 << 28

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** Texts to vectors by an OpenAI-compatible endpoint: one request after another, so many texts in each. */
export class EmbeddingsEndpoint implements Embedder {
  readonly id: string
  readonly sha256 = null
  readonly dimensions: number
  readonly #config: EndpointConfig
  readonly #key: string | null
  readonly #firstWait: number
  #notBefore = 0

  /** @param firstWait milliseconds before a request is sent again; doubled each time */
  constructor(config: EndpointConfig, environment: Environment, firstWait = 500) {
    this.#config = config
    this.#key = keyOf('of embeddings', config.keyFrom, environment)
    this.#firstWait = firstWait
    this.id = `${config.baseUrl} ${config.model} ${config.dimensions} ${JSON.stringify(config.prefix)}`
    this.dimensions = config.dimensions
  }

  async embed(texts: readonly string[], kind: EmbeddedKind): Promise<readonly Float32Array[]> {
    const { atOnce, prefix } = this.#config
    const vectors: Float32Array[] = []
    for (let at = 0; at < texts.length; at += atOnce) {
      const part = texts.slice(at, at + atOnce).map((text) => `${prefix[kind]}${text}`)
      vectors.push(...(await this.#part(part)))
    }
    return vectors
  }

  async #part(texts: readonly string[]): Promise<readonly Float32Array[]> {
    for (let attempt = 1; ; attempt++) {
      const held = this.#notBefore - Date.now()
      if (held > 0) await wait(Math.min(longestWait, held))
      const { answer, failure, detail } = await this.#once(texts)
      if (answer?.status === 413 && texts.length > 1) {
        const half = texts.length >>> 1
        return [...(await this.#part(texts.slice(0, half))), ...(await this.#part(texts.slice(half)))]
      }
      if (answer !== null && failure === null) {
        this.#heed(answer.headers)
        const vectors = this.#vectorsOf(answer.text, texts.length)
        if (vectors !== null) return vectors
        throw this.#problem(
          'EMBEDDING_MALFORMED',
          'The endpoint did not give a vector for each text.',
          answer.text,
        )
      }
      if (failure?.retry == null || attempt >= this.#config.attempts)
        throw this.#problem(
          'EMBEDDING_FAILED',
          `The endpoint of embeddings failed: ${failure?.reason}.`,
          detail,
        )
      const asked = failure.retry.afterMilliseconds ?? this.#firstWait * Math.exp((attempt - 1) * Math.LN2)
      await wait(Math.min(longestWait, asked))
    }
  }

  async #once(
    texts: readonly string[],
  ): Promise<{ readonly answer: Answer | null; readonly failure: Failure | null; readonly detail: string }> {
    const { baseUrl, model, requestSeconds } = this.#config
    const signal = AbortSignal.timeout(requestSeconds * 1000)
    const pieces: Buffer[] = []
    let head = { status: 0, headers: new Headers() }
    let bytes = 0
    const request = {
      address: `${baseUrl.replace(/\/$/, '')}/embeddings`,
      headers: {
        'content-type': 'application/json',
        ...(this.#key === null ? {} : { authorization: `Bearer ${this.#key}` }),
      },
      body: JSON.stringify({ model, input: texts, encoding_format: 'float' }),
      signal,
    }
    try {
      await post(request, {
        onHead: (status, _, headers) => {
          head = { status, headers }
        },
        onPiece: (piece) => {
          bytes += piece.length
          if (bytes > mostBytes) throw new Error(`The answer is longer than ${mostBytes} bytes.`)
          pieces.push(piece)
        },
      })
    } catch (error) {
      const passing = signal.aborted ? timeOutFailure : networkFailure
      const failure = ForbiddenAddress.of(error) === null ? passing : { ...passing, retry: null }
      return { answer: null, failure, detail: String(error) }
    }
    const text = Buffer.concat(pieces).toString('utf8')
    const answer = { ...head, text }
    const error = providerError(parsedJson(text))
    if (head.status < 300 && error === null) return { answer, failure: null, detail: '' }
    return {
      answer,
      failure: failureOf(head.status, head.headers, error, Date.now()),
      detail: error?.message ?? text,
    }
  }

  /** Waits where the answer says that no request is left. */
  #heed(headers: Headers): void {
    const limits = rateLimitsOf(headers, Date.now())
    if (limits?.requestsRemaining === 0 && limits.resetAfterMilliseconds !== null)
      this.#notBefore = Date.now() + limits.resetAfterMilliseconds
  }

  #vectorsOf(text: string, count: number): readonly Float32Array[] | null {
    const read = replySchema.safeParse(parsedJson(text))
    if (!read.success || read.data.data.length !== count) return null
    const vectors: (Float32Array | undefined)[] = Array.from({ length: count }, () => undefined)
    for (const { index, embedding } of read.data.data) {
      const vector = Float32Array.from(embedding)
      if (index >= count || vector.length !== this.dimensions || !normalise(vector)) return null
      vectors[index] = vector
    }
    const whole = vectors.filter((vector) => vector !== undefined)
    return whole.length === count ? whole : null
  }

  #problem(code: string, message: string, found: string) {
    return problem(
      code,
      message,
      'Look at baseUrl, model, dimensions and key. Vectors that are there stay, and the rest is done when it is started again.',
      {
        place: { field: this.#config.baseUrl },
        value: withoutKey(found, this.#key),
        expected: `${this.dimensions} numbers a text`,
      },
    )
  }
}
