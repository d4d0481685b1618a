import { z } from 'zod'
import { denseConfigSchema } from '../dense/dense-config.ts'
import { lanceConfigSchema } from '../engines/lancedb/lance-config.ts'
import { openSearchConfigSchema } from '../engines/opensearch/opensearch-config.ts'

const engineSchema = z.discriminatedUnion('via', [
  z.strictObject({ via: z.literal('memory') }),
  z.strictObject({ via: z.literal('lancedb'), ...lanceConfigSchema.shape }),
  z.strictObject({ via: z.literal('opensearch'), ...openSearchConfigSchema.shape }),
])

/** How a corpus is searched. Keys and passwords stay out of it: it names the environment variables that hold them. */
export const searchSettingsSchema = z.strictObject({
  schemaVersion: z.literal(1),
  engine: engineSchema.default({ via: 'memory' }).describe('What finds passages by their words'),
  embedder: denseConfigSchema
    .nullable()
    .default(null)
    .describe(
      'What turns questions and passages into vectors; null: passages are found by their words alone',
    ),
  precision: z
    .enum(['float32', 'int8'])
    .default('float32')
    .describe('Numbers of the vectors in memory; int8 takes a quarter of the room'),
})

export type SearchSettings = Readonly<z.infer<typeof searchSettingsSchema>>

/** Of a corpus for which nothing was chosen: the index in memory, and no vectors. */
export const usualSettings: SearchSettings = searchSettingsSchema.parse({ schemaVersion: 1 })
