import { z } from 'zod'
import { budgetSchema } from './budget-schema.ts'

/** How answers are collected, as a protocol says it. Everything has a default. */
export const collectSection = z
  .strictObject({
    replicates: z
      .int()
      .min(1)
      .max(100)
      .optional()
      .meta({ description: 'Answers that every arm gives to an item. Default: 1.' }),
    attempts: z.int().min(1).max(20).optional().meta({
      description: 'Calls made for one answer in one run where calling again may help. Default: 5.',
    }),
    timeoutSeconds: z
      .number()
      .min(1)
      .max(3600)
      .optional()
      .meta({ description: 'Time after which a call is given up. Default: 300.' }),
    concurrency: z
      .int()
      .min(1)
      .max(1000)
      .optional()
      .meta({ description: 'Calls of one arm that are in flight at most. Default: 4.' }),
    requestsPerMinute: z
      .number()
      .positive()
      .optional()
      .meta({ description: 'Calls of one arm a minute at most. Default: as the provider allows.' }),
    budget: budgetSchema.optional().meta({
      description:
        'What collecting may cost at most. It stops before the call that could break it. Default: none.',
    }),
    inDoubt: z.enum(['once', 'always', 'never']).optional().meta({
      description:
        'What is done about a call that was in flight when a run was killed: whether it was answered nobody knows, and its worst case counts as spent. once: it is made again once. Default: once.',
    }),
  })
  .meta({ description: 'How answers are collected.' })

/** The same with its defaults filled in. */
export interface CollectPlan {
  readonly replicates: number
  readonly attempts: number
  readonly timeoutSeconds: number
  readonly concurrency: number
  readonly requestsPerMinute: number | null
  readonly budget: { readonly usd: number | null; readonly tokens: number | null }
  readonly inDoubt: 'once' | 'always' | 'never'
}

export function fillCollect(section: z.infer<typeof collectSection> | undefined): CollectPlan {
  return {
    replicates: section?.replicates ?? 1,
    attempts: section?.attempts ?? 5,
    timeoutSeconds: section?.timeoutSeconds ?? 300,
    concurrency: section?.concurrency ?? 4,
    requestsPerMinute: section?.requestsPerMinute ?? null,
    budget: { usd: section?.budget?.usd ?? null, tokens: section?.budget?.tokens ?? null },
    inDoubt: section?.inDoubt ?? 'once',
  }
}
