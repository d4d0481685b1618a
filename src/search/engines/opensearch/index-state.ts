import { z } from 'zod'
import { type OpenSearchConnection, refused } from './connection.ts'

const metaSchema = z.strictObject({ corpus: z.string(), passages: z.int().min(0), whole: z.boolean() })

const mappingSchema = z.record(
  z.string(),
  z.looseObject({ mappings: z.looseObject({ _meta: z.looseObject({ equipoise: metaSchema }) }) }),
)

const countSchema = z.looseObject({ count: z.int().min(0) })

/** What an index says of the corpus that it holds; null where there is none, or one that is not ours. */
export async function metaOf(
  connection: OpenSearchConnection,
  index: string,
): Promise<z.infer<typeof metaSchema> | null> {
  const reply = await connection.call({ method: 'GET', path: `/${index}/_mapping` })
  const read = mappingSchema.safeParse(reply.body)
  return reply.status < 300 && read.success ? (read.data[index]?.mappings._meta.equipoise ?? null) : null
}

/** Documents that a search would see. */
export async function countIn(connection: OpenSearchConnection, index: string): Promise<number> {
  const reply = await connection.call({ method: 'GET', path: `/${index}/_count` })
  const read = countSchema.safeParse(reply.body)
  if (reply.status < 300 && read.success) return read.data.count
  throw refused(connection.config.node, 'to count', reply)
}
