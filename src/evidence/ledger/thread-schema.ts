import { z } from 'zod'
import { ledgerDateSchema, ledgerIdSchema, wordsSchema } from './fact.ts'
import { designSchema } from './study-schema.ts'

const claims = z.array(ledgerIdSchema).min(1, 'at least one claim').readonly()

/** One sentence and the claims it rests on. */
export const citedSentenceSchema = z.strictObject({ text: wordsSchema, claims })

const sentences = z.array(citedSentenceSchema).min(1, 'at least one sentence').readonly()

/** A question and all claims that bear on it, told by people in sentences that cite claims. */
export const threadSchema = z.strictObject({
  id: ledgerIdSchema,
  title: wordsSchema,
  what: sentences,
  whyItMatters: sentences,
  openQuestions: z
    .array(
      z.strictObject({
        id: ledgerIdSchema,
        question: wordsSchema,
        claims: claims.meta({ description: 'Claims that leave it open.' }),
        protocol: ledgerIdSchema.meta({
          description: 'Folder in studies/ of the protocol that would answer it.',
        }),
        how: citedSentenceSchema.meta({ description: 'What in the protocol would answer it.' }),
      }),
    )
    .readonly(),
  narrative: z
    .array(z.strictObject({ heading: wordsSchema.nullable(), sentences }))
    .min(1)
    .readonly()
    .meta({ description: 'Paragraphs.' }),
  timeline: z
    .array(citedSentenceSchema.extend({ date: ledgerDateSchema }))
    .min(1)
    .readonly(),
  perspectives: z
    .array(
      z.strictObject({
        id: ledgerIdSchema,
        who: wordsSchema,
        evolved: z
          .array(citedSentenceSchema.extend({ date: ledgerDateSchema }))
          .min(1)
          .readonly()
          .meta({ description: 'What they held, from the earliest on.' }),
      }),
    )
    .readonly(),
  tensions: z
    .array(
      z.strictObject({
        id: ledgerIdSchema,
        between: z.array(ledgerIdSchema).min(2).max(2).readonly().meta({ description: 'Two claims.' }),
        factors: z
          .array(designSchema.keyof())
          .readonly()
          .meta({ description: 'Design factors that may explain it.' }),
        sentences,
      }),
    )
    .readonly(),
  claims: claims.meta({ description: 'All claims that bear on the question.' }),
})

export type CitedSentence = z.infer<typeof citedSentenceSchema>
export type Thread = z.infer<typeof threadSchema>
