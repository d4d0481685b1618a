import { createServer } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'

const valueSchema = z.looseObject({
  stringValue: z.string().optional(),
  intValue: z.union([z.number(), z.string()]).optional(),
})
const attributesSchema = z.array(z.object({ key: z.string(), value: valueSchema })).default([])
const spanSchema = z.looseObject({
  name: z.string(),
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  attributes: attributesSchema,
})
const tracesSchema = z.object({
  resourceSpans: z.array(
    z.looseObject({
      resource: z.looseObject({ attributes: attributesSchema }),
      scopeSpans: z.array(z.looseObject({ spans: z.array(spanSchema) })),
    }),
  ),
})
const pointSchema = z.looseObject({
  attributes: attributesSchema,
  asInt: z.union([z.number(), z.string()]).optional(),
  asDouble: z.number().optional(),
  count: z.union([z.number(), z.string()]).optional(),
})
const pointsSchema = z.object({ dataPoints: z.array(pointSchema) })
const metricsSchema = z.object({
  resourceMetrics: z.array(
    z.looseObject({
      scopeMetrics: z.array(
        z.looseObject({
          metrics: z.array(
            z.looseObject({
              name: z.string(),
              sum: pointsSchema.optional(),
              histogram: pointsSchema.optional(),
            }),
          ),
        }),
      ),
    }),
  ),
})

export interface ReceivedSpan {
  readonly name: string
  readonly traceId: string
  readonly spanId: string
  readonly parent: string | null
  readonly attributes: Readonly<Record<string, string>>
}

/** A collector on loopback that takes OTLP over HTTP as JSON, as the protocol's specification has it, and decodes it. */
export async function startCollector() {
  const spans: ReceivedSpan[] = []
  const services = new Set<string>()
  // Sums are cumulative: the last one of a name and its attributes counts.
  const measured = new Map<string, number>()
  const bodies: string[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const bytes = Buffer.concat(chunks)
      const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString(
        'utf8',
      )
      bodies.push(text)
      if (request.url === '/v1/traces') {
        for (const { resource, scopeSpans } of tracesSchema.parse(JSON.parse(text)).resourceSpans) {
          services.add(plain(resource.attributes)['service.name'] ?? '')
          for (const span of scopeSpans.flatMap((scope) => scope.spans)) {
            const { name, traceId, spanId, parentSpanId, attributes } = span
            spans.push({ name, traceId, spanId, parent: parentSpanId || null, attributes: plain(attributes) })
          }
        }
      } else {
        for (const { scopeMetrics } of metricsSchema.parse(JSON.parse(text)).resourceMetrics) {
          for (const { name, sum, histogram } of scopeMetrics.flatMap(({ metrics }) => metrics)) {
            for (const point of [...(sum?.dataPoints ?? []), ...(histogram?.dataPoints ?? [])]) {
              const key = `${name} ${JSON.stringify(plain(point.attributes))}`
              measured.set(key, Number(point.count ?? point.asInt ?? point.asDouble ?? Number.NaN))
            }
          }
        }
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    endpoint: `http://127.0.0.1:${port}`,
    spans,
    services,
    /** By name, summed over attributes. */
    total: (name: string): number =>
      [...measured].reduce((sum, [key, value]) => sum + (key.startsWith(`${name} `) ? value : 0), 0),
    /** All that was received, as it came. */
    received: () => bodies.join('\n'),
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

function plain(attributes: z.infer<typeof attributesSchema>): Record<string, string> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, String(value.stringValue ?? value.intValue ?? '')]),
  )
}
