import { setTimeout as sleep } from 'node:timers/promises'
import { type Part, partSchema } from '../../src/server/contract/participant.ts'

/** A participant who comes over HTTP, as the page does. */
export class SimulatedClient {
  readonly #origin: string
  #cookie: string | null = null

  constructor(origin: string) {
    this.#origin = origin
  }

  async ask(path: string, body?: unknown): Promise<Response> {
    for (;;) {
      const response = await fetch(`${this.#origin}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          origin: this.#origin,
          'x-equipoise': '1',
          'content-type': 'application/json',
          ...(this.#cookie === null ? {} : { cookie: this.#cookie }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const set = response.headers.get('set-cookie')
      if (set !== null) this.#cookie = set.split(';')[0] ?? null
      if (response.status !== 429) return response
      await response.text()
      await sleep(1000 * Number(response.headers.get('retry-after') ?? 1))
    }
  }

  async part(path = '', body?: unknown): Promise<Part> {
    const response = await this.ask(`/api/part${path}`, body)
    const text = await response.text()
    if (response.status !== 200) throw new Error(`${path} ${response.status} ${text}`)
    return partSchema.parse(JSON.parse(text))
  }
}
