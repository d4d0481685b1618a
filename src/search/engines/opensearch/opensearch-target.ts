import { z } from 'zod'
import { problem } from '../../../problem.ts'
import type { Passage } from '../../corpus/passage.ts'
import type { FieldScoring } from '../../index/scoring.ts'
import type { EngineTarget, FilledFrom } from '../engine-target.ts'
import { type BulkEntry, bulkEntry, bulkOutcome } from './bulk.ts'
import { type OpenSearchConnection, refused } from './connection.ts'
import { indexBody } from './index-body.ts'
import { countIn, metaOf } from './index-state.ts'
import { indexOf } from './opensearch-config.ts'

/** Passages of one request: a few hundred kB. */
const atOnce = 500

const indicesSchema = z.array(z.looseObject({ index: z.string() }))

/** An index of a cluster, named after the corpus, with a document for each passage; its `_id` is the number of the passage. */
export class OpenSearchTarget implements EngineTarget {
  readonly engine = 'opensearch'
  readonly #connection: OpenSearchConnection
  readonly #scoring: FieldScoring
  #index = ''

  constructor(connection: OpenSearchConnection, scoring: FieldScoring) {
    this.#connection = connection
    this.#scoring = scoring
  }

  async begin(corpus: FilledFrom): Promise<number> {
    const { config } = this.#connection
    this.#index = indexOf(config, corpus.sha256, this.#scoring)
    const path = `/${this.#index}`
    const body = indexBody(corpus, this.#scoring, config)
    const made = await this.#connection.call({ method: 'PUT', path, body })
    if (made.status < 300) return 0
    const meta = await metaOf(this.#connection, this.#index)
    if (meta?.corpus !== corpus.sha256) throw refused(config.node, `to make ${this.#index}`, made)
    if (meta.whole) return corpus.passages
    // Requests come one after another, and `create` may be repeated: only those of the last one can be there in part.
    await this.#connection.call({ method: 'POST', path: `${path}/_refresh` })
    const count = await countIn(this.#connection, this.#index)
    return Math.min(corpus.passages, Math.max(0, count - (count % atOnce) - atOnce))
  }

  async add(first: number, passages: readonly Passage[]): Promise<void> {
    for (let at = 0; at < passages.length; at += atOnce) {
      const part = passages.slice(at, at + atOnce)
      await this.#put(part.map((passage, place) => bulkEntry(first + at + place, passage, this.#scoring)))
    }
  }

  async finish(corpus: FilledFrom): Promise<number> {
    const path = `/${this.#index}`
    await this.#expect('PUT', `${path}/_settings`, { index: { refresh_interval: '1s' } })
    await this.#expect('POST', `${path}/_refresh`)
    const count = await countIn(this.#connection, this.#index)
    if (count !== corpus.passages) return count
    const meta = { corpus: corpus.sha256, passages: corpus.passages, whole: true }
    await this.#expect('PUT', `${path}/_mapping`, { _meta: { equipoise: meta } })
    await this.#removeOlder()
    return count
  }

  async close(): Promise<void> {
    await this.#connection.close()
  }

  async #put(entries: readonly BulkEntry[]): Promise<void> {
    const { node, attempts } = this.#connection.config
    let left = entries
    for (let attempt = 1; left.length > 0; attempt++) {
      const reply = await this.#connection.call({
        method: 'POST',
        path: `/${this.#index}/_bulk`,
        lines: left.flatMap(({ lines }) => lines),
      })
      if (reply.status === 413 && left.length > 1) {
        const half = left.length >>> 1
        await this.#put(left.slice(0, half))
        await this.#put(left.slice(half))
        return
      }
      const outcome = reply.status < 300 ? bulkOutcome(left, reply.body) : null
      if (outcome === null) throw refused(node, 'passages', reply)
      if (outcome.refused !== null) {
        throw problem(
          'ENGINE_REFUSED_PASSAGE',
          `OpenSearch does not take passage ${outcome.refused.id} of the corpus.`,
          'Look at what it says. What was put in before stays.',
          { place: { field: node }, value: `${outcome.refused.status} ${outcome.refused.reason}` },
        )
      }
      // An attempt that got some passages in is none that failed.
      if (outcome.again.length < left.length) attempt = 0
      else if (attempt >= attempts) throw refused(node, 'passages', { status: 429, body: reply.body })
      left = outcome.again
      if (left.length > 0) await this.#connection.pause(Math.max(1, attempt))
    }
  }

  async #expect(method: 'PUT' | 'POST' | 'DELETE', path: string, body?: object): Promise<void> {
    const reply = await this.#connection.call({ method, path, ...(body === undefined ? {} : { body }) })
    if (reply.status >= 300) throw refused(this.#connection.config.node, `${method} ${path}`, reply)
  }

  /** Indices of other corpora under the same name, where they say themselves that they are ours. */
  async #removeOlder(): Promise<void> {
    const { index } = this.#connection.config
    const reply = await this.#connection.call({
      method: 'GET',
      path: `/_cat/indices/${index}-*`,
      query: { format: 'json', h: 'index' },
    })
    const listed = indicesSchema.safeParse(reply.body)
    for (const { index: name } of listed.success ? listed.data : []) {
      if (name === this.#index || !/-[0-9a-f]{32}$/.test(name) || name.length !== index.length + 33) continue
      if ((await metaOf(this.#connection, name)) !== null) await this.#expect('DELETE', `/${name}`)
    }
  }
}
