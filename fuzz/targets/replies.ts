import { createServer, type Server } from 'node:http'
import { createApiArm } from '../../src/arms/api/api-arm.ts'
import { armSourceSchema } from '../../src/protocol/arm-source.ts'
import { fillSource } from '../../src/protocol/planned-source.ts'
import { endpointConfigSchema } from '../../src/search/dense/dense-config.ts'
import { EmbeddingsEndpoint } from '../../src/search/dense/embeddings-endpoint.ts'
import { ways } from '../../test/providers/dialects.ts'
import { bytesOf, type FuzzTarget, problemsAside } from '../target.ts'
import { chosen } from './seeds.ts'

/** A provider on this machine that gives back whatever it was told to. */
interface Parrot {
  readonly url: string
  reply: { readonly status: number; readonly type: string; readonly body: Uint8Array }
  readonly close: () => Promise<void>
}

async function startParrot(): Promise<Parrot> {
  const server: Server = createServer((request, response) => {
    request.resume()
    const { status, type, body } = parrot.reply
    response.writeHead(status, { 'content-type': type, 'content-length': body.length })
    response.end(body)
  })
  const parrot = {
    url: '',
    reply: { status: 200, type: 'application/json', body: new Uint8Array() },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('No port.')
  parrot.url = `http://127.0.0.1:${address.port}`
  return parrot
}

const spoken = {
  id: 'r1',
  snapshot: 'm-2026-01-01',
  text: 'Give 5 mg once daily.',
  ending: 'whole',
  citations: [{ url: 'https://example.org/a', title: 'T', quote: 'q' }],
  searches: ['dose'],
  tokens: { input: 10, cached: 0, cacheWritten: 0, output: 5, reasoning: 0 },
} as const
const statuses = [200, 200, 200, 200, 200, 400, 401, 404, 429, 500, 529]
const variants = ways.flatMap((way) => [false, true].map((stream) => ({ way, stream })))

/**
 * Replies of model providers, as JSON and as streams of events, over a real connection. The first byte chooses the way to call,
 * the second the status. An arm never throws for what it is sent: whatever comes is data.
 */
export const providersTarget: FuzzTarget = {
  name: 'providers',
  words: [
    'data: ',
    'data: [DONE]\n\n',
    'event: error\n',
    'event: message_delta\n',
    '\n\n',
    '"type":"message_start"',
    '"finish_reason":"content_filter"',
    '"stop_reason":"refusal"',
    '"usage":null',
    '"choices":[]',
    '"content":null',
    '"delta":{"content":"x"}',
    '"error":{"message":"m","type":"t"}',
    '"candidates":[{}]',
    '"output":[]',
    '"annotations":[{"type":"url_citation"}]',
    '{"type":"ping"}',
    ': comment\n',
    '\ufeff',
  ],
  seeds: async () =>
    variants.flatMap(({ way: { dialect }, stream }, index) => {
      const head = String.fromCharCode(97 + index)
      const whole = stream
        ? `${dialect.events(spoken).join('\n\n')}\n\n`
        : JSON.stringify(dialect.answer(spoken))
      return [
        bytesOf(`${head}a${whole}`),
        bytesOf(`${head}f${JSON.stringify(dialect.error('quota', 2).body)}`),
      ]
    }),
  open: async () => {
    const parrot = await startParrot()
    const arms = variants.map(({ way: { provider, api, model, dialect }, stream }) => {
      const baseUrl = `${parrot.url}${dialect.name.startsWith('Gemini') ? '/v1beta' : '/v1'}`
      const written = { via: 'api', provider, api, model, baseUrl, keyFrom: 'STAND_IN_KEY', stream }
      const source = fillSource(armSourceSchema.parse(written))
      if (source?.via !== 'api') throw new TypeError('The source is not one of an API.')
      return { arm: createApiArm({ id: 'arm', source, key: 'sk-stand-in' }), stream }
    })
    return {
      run: async (input) => {
        const [{ arm, stream }, afterWay] = chosen(input, arms)
        const [status, body] = chosen(afterWay, statuses)
        const type = stream && status === 200 ? 'text/event-stream' : 'application/json'
        parrot.reply = { status, type, body }
        await arm.answer({
          item: { key: 'q', text: 'What is the dose?', strata: {} },
          replicate: 0,
          signal: AbortSignal.timeout(5000),
        })
      },
      close: parrot.close,
    }
  },
}

export const embeddingsTarget: FuzzTarget = {
  name: 'embeddings',
  words: ['"data":[', '"index":0', '"embedding":[', '1e308', '-0', 'null', '"error":{"message":"m"}'],
  seeds: async () => [
    bytesOf(
      'a{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1,0.2,0.3]}],"model":"m"}',
    ),
    bytesOf('f{"error":{"message":"too long","type":"invalid_request_error"}}'),
  ],
  open: async () => {
    const parrot = await startParrot()
    const config = endpointConfigSchema.parse({
      via: 'endpoint',
      baseUrl: `${parrot.url}/v1`,
      model: 'm',
      dimensions: 3,
      attempts: 1,
    })
    const endpoint = new EmbeddingsEndpoint(config, {}, 0)
    return {
      run: async (input) => {
        const [status, body] = chosen(input, statuses)
        parrot.reply = { status, type: 'application/json', body }
        await problemsAside(() => endpoint.embed(['gout'], 'query'))
      },
      close: parrot.close,
    }
  },
}
