import { z } from 'zod'

/*
 * One index of the stand-in for OpenSearch: mappings and queries as published at docs.opensearch.org, as far as they are used here;
 * whatever else is sent is refused, as a server refuses what it does not know. Scores are Lucene's BM25 without the rounding of
 * lengths to one byte.
 */

const bodySchema = z.strictObject({
  settings: z.strictObject({
    index: z.strictObject({
      number_of_shards: z.int().min(1).max(1024),
      number_of_replicas: z.int().min(0),
      refresh_interval: z.string(),
      similarity: z.record(
        z.string(),
        z.strictObject({ type: z.literal('BM25'), k1: z.number().min(0), b: z.number().min(0).max(1) }),
      ),
    }),
    analysis: z.strictObject({
      tokenizer: z.record(
        z.string(),
        z.strictObject({ type: z.literal('whitespace'), max_token_length: z.int().min(1).max(1_048_576) }),
      ),
      analyzer: z.record(z.string(), z.strictObject({ type: z.literal('custom'), tokenizer: z.string() })),
    }),
  }),
  mappings: z.strictObject({
    dynamic: z.literal('strict'),
    _meta: z.record(z.string(), z.unknown()),
    _source: z.strictObject({ excludes: z.array(z.string()) }),
    properties: z.record(
      z.string(),
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('integer') }),
        z.strictObject({ type: z.literal('object'), enabled: z.literal(false) }),
        z.strictObject({
          type: z.literal('text'),
          analyzer: z.string(),
          similarity: z.string(),
          index_options: z.enum(['docs', 'freqs', 'positions', 'offsets']),
        }),
      ]),
    ),
  }),
})

const direction = z.strictObject({ order: z.enum(['asc', 'desc']) })

const searchSchema = z.strictObject({
  size: z.int().min(0).max(10_000),
  track_total_hits: z.boolean(),
  _source: z.array(z.string()),
  sort: z.tuple([z.strictObject({ _score: direction }), z.strictObject({ number: direction })]),
  query: z.strictObject({
    bool: z.strictObject({
      should: z.array(
        z.strictObject({
          match: z.record(z.string(), z.strictObject({ query: z.string(), boost: z.number().min(0) })),
        }),
      ),
    }),
  }),
})

interface Document {
  readonly source: Readonly<Record<string, unknown>>
  readonly words: readonly string[]
}

export class StandInIndex {
  readonly #body: z.infer<typeof bodySchema>
  #meta: Readonly<Record<string, unknown>>
  readonly #written = new Map<string, Document>()
  #searchable: readonly (readonly [string, Document])[] = []

  /** Throws what a server would answer 400 to. */
  constructor(body: unknown) {
    this.#body = bodySchema.parse(body)
    const { settings, mappings } = this.#body
    this.#meta = mappings._meta
    for (const field of Object.values(mappings.properties)) {
      if (field.type !== 'text') continue
      const analyzer = settings.analysis.analyzer[field.analyzer]
      if (analyzer === undefined || settings.analysis.tokenizer[analyzer.tokenizer] === undefined)
        throw new Error(`analyzer [${field.analyzer}] has not been configured in mappings`)
      if (settings.index.similarity[field.similarity] === undefined)
        throw new Error(`Unknown Similarity type [${field.similarity}]`)
    }
  }

  get mapping() {
    return { mappings: { ...this.#body.mappings, _meta: this.#meta } }
  }

  get count(): number {
    return this.#searchable.length
  }

  setMeta(meta: Readonly<Record<string, unknown>>): void {
    this.#meta = meta
  }

  refresh(): void {
    this.#searchable = [...this.#written]
  }

  /** Status of one document of a bulk request. */
  create(id: string, source: Readonly<Record<string, unknown>>): 201 | 400 | 409 {
    if (this.#written.has(id)) return 409
    const { properties, _source } = this.#body.mappings
    if (Object.keys(source).some((name) => properties[name] === undefined)) return 400
    if (!Number.isInteger(source.number) || typeof source.words !== 'string') return 400
    const kept = Object.entries(source).filter(([name]) => !_source.excludes.includes(name))
    this.#written.set(id, { source: Object.fromEntries(kept), words: tokens(source.words) })
    return 201
  }

  /** Hits of a search, as they stand in its reply; throws what a server would answer 400 to. */
  search(body: unknown): readonly object[] {
    const { size, query, _source } = searchSchema.parse(body)
    const { similarity } = this.#body.settings.index
    const { k1 = 1.2, b = 0.75 } = similarity.passage_words ?? {}
    const total = this.#searchable.reduce((sum, [, { words }]) => sum + words.length, 0)
    const mean = total / Math.max(1, this.count)
    const scored = this.#searchable.map(([id, document]) => {
      let score = 0
      for (const { match } of query.bool.should)
        for (const { query: text, boost } of Object.values(match))
          for (const word of tokens(text)) {
            const times = document.words.filter((one) => one === word).length
            const holders = this.#searchable.filter(([, one]) => one.words.includes(word)).length
            const rarity = Math.log(1 + (this.count - holders + 0.5) / (holders + 0.5))
            score += (boost * rarity * times) / (times + k1 * (1 - b + (b * document.words.length) / mean))
          }
      return { id, document, score: Math.fround(score) }
    })
    return scored
      .filter(({ score }) => score > 0)
      .sort((one, other) => other.score - one.score || numberOf(one.document) - numberOf(other.document))
      .slice(0, size)
      .map(({ id, document, score }) => ({
        _id: id,
        _score: score,
        _source: Object.fromEntries(
          Object.entries(document.source).filter(([name]) => _source.includes(name)),
        ),
        sort: [score, numberOf(document)],
      }))
  }
}

function tokens(text: string): readonly string[] {
  return text.split(/\s+/).flatMap((word) => word.match(/.{1,255}/gsu) ?? [])
}

function numberOf({ source }: Document): number {
  return Number(source.number)
}
