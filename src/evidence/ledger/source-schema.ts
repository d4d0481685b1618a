import { z } from 'zod'
import { ledgerDateSchema, ledgerIdSchema, wordsSchema } from './fact.ts'

/** Who stands behind a source. */
export const independenceSchema = z
  .enum(['academic', 'vendor', 'vendor-linked', 'journalist', 'commentator'])
  .meta({
    description:
      'academic: researchers without a stake that is known. vendor: who sells a system. vendor-linked: paid, run or supplied by one. journalist. commentator: anybody else who writes about it.',
  })

export type Independence = z.infer<typeof independenceSchema>

/** Something that can be read: a paper, a page, a data set. */
export const sourceSchema = z.strictObject({
  id: ledgerIdSchema,
  title: wordsSchema,
  authors: z
    .array(wordsSchema)
    .readonly()
    .meta({ description: 'People or organisations; empty where unnamed.' }),
  date: ledgerDateSchema.nullable().meta({ description: 'Of publication; null where it is not known.' }),
  kind: z.enum([
    'article',
    'preprint',
    'repository',
    'dataset',
    'registry',
    'product-page',
    'company-post',
    'terms',
    'court-record',
    'news',
    'newsletter',
    'blog',
    'social-post',
    'feed',
    'own-computation',
    'own-study',
  ]),
  link: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .meta({ description: 'Null where there is none to give.' }),
  independence: independenceSchema,
  stakes: z
    .array(ledgerIdSchema)
    .readonly()
    .meta({ description: 'Systems that who stands behind the source sells or is paid by the seller of.' }),
  results: z.strictObject({ protocol: wordsSchema, data: wordsSchema }).optional().meta({
    description:
      'Of a study that was published out of this workbench: the hashes of its protocol and of its data, by which it is known again.',
  }),
  note: wordsSchema.optional(),
})

/** A system, a kind of people or a baseline that claims are about. Versions belong to claims. */
export const systemSchema = z.strictObject({
  id: ledgerIdSchema,
  label: wordsSchema,
  kind: z.enum(['general', 'specialised', 'people', 'people-assisted', 'instrument', 'other']).meta({
    description:
      'general: a general-purpose model. specialised: a tool made for clinical use. people: without AI. people-assisted: with it. instrument: a benchmark, judge or form of marking that is itself studied.',
  }),
  maker: wordsSchema.nullable(),
})

/** What is measured of a system. Two claims can contradict or be pooled only where it is the same. */
export const outcomeSchema = z.strictObject({
  id: ledgerIdSchema,
  label: wordsSchema,
  better: z.enum(['higher', 'lower']).nullable().meta({ description: 'Null where neither is better.' }),
})

export type Source = z.infer<typeof sourceSchema>
export type LedgerSystem = z.infer<typeof systemSchema>
export type Outcome = z.infer<typeof outcomeSchema>
