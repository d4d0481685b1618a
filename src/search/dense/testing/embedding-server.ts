import { createServer } from 'node:http'
import { z } from 'zod'

/** Something that goes wrong with the next request. */
export interface EmbeddingFault {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly lost?: 'cut' | 'hang'
}

export interface EmbeddingServer {
  readonly baseUrl: string
  /** Faults that are still to come; each goes wrong once. */
  readonly faults: EmbeddingFault[]
  /** Texts of each request that was answered, in the order in which they came. */
  readonly requests: string[][]
  readonly keys: (string | null)[]
  close(): Promise<void>
}

const requestSchema = z.strictObject({
  model: z.literal('letters'),
  input: z.array(z.string()).min(1),
  encoding_format: z.literal('float'),
})

/** How often each letter of the alphabet comes in a text: 26 numbers. */
export function letterCounts(text: string): number[] {
  const counts = Array.from({ length: 26 }, () => 0)
  for (const letter of text.toLowerCase()) {
    const at = letter.charCodeAt(0) - 97
    if (at >= 0 && at < 26) counts[at]! += 1
  }
  return counts
}

/** A real HTTP server with OpenAI's `/embeddings`, on this machine alone; its model counts letters. */
export async function startEmbeddingServer(): Promise<EmbeddingServer> {
  const faults: EmbeddingFault[] = []
  const requests: string[][] = []
  const keys: (string | null)[] = []
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      keys.push(request.headers.authorization ?? null)
      const fault = faults.shift()
      if (fault?.lost === 'cut') response.destroy()
      if (fault?.lost !== undefined) return
      if (fault !== undefined) {
        response.writeHead(fault.status ?? 200, { 'content-type': 'application/json', ...fault.headers })
        response.end(
          fault.body ?? JSON.stringify({ error: { message: 'a fault of the test', type: 'server_error' } }),
        )
        return
      }
      if (request.method !== 'POST' || request.url !== '/v1/embeddings') {
        response.writeHead(404, { 'content-type': 'application/json' })
        response.end(
          JSON.stringify({ error: { message: `no route ${request.url}`, type: 'invalid_request_error' } }),
        )
        return
      }
      const { input } = requestSchema.parse(JSON.parse(Buffer.concat(pieces).toString('utf8')))
      requests.push(input)
      // In no order: the index says which text a vector is of.
      const data = input
        .map((text, index) => ({ object: 'embedding', index, embedding: letterCounts(text) }))
        .reverse()
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(
        JSON.stringify({
          object: 'list',
          model: 'letters',
          data,
          usage: { prompt_tokens: 1, total_tokens: 1 },
        }),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  const close = (): Promise<void> => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve()))
  }
  return { baseUrl: `http://127.0.0.1:${address.port}/v1`, faults, requests, keys, close }
}
