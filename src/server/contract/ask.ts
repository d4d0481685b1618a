import { z } from 'zod'
import { type answerSentenceSchema, clinicalAnswerSchema } from '../../search/answer/answer.ts'
import { pairwiseChoices } from './desk.ts'

/*
 * What the ask page and the server say to each other. Where two versions answered, they come in the order in which they are
 * shown, and nothing tells which is which.
 */

/** Far more sources than an answer names. */
const mostSources = 100

/** Characters of a question. */
export const longestQuestion = 2000

/** `GET /api/ask`: what is here. */
export const askPlaceSchema = z.strictObject({
  corpus: z.string(),
  passages: z.int().min(0),
  /** Names ranker, confidence and index. */
  version: z.string(),
  /** Whether the sources, or the study that is served, are a sample. */
  sample: z.boolean(),
  intendedUse: z.strictObject({ version: z.string(), text: z.string() }),
  /** Whether the page asks for marks. */
  feedback: z.boolean(),
  /** Whether the server counts questions by week and version; of no question a word is kept by that. */
  counted: z.boolean(),
  /** Whether marks of this person are on record with their consent. */
  consentOnRecord: z.boolean(),
})

/** `POST /api/ask/questions` */
export const askQuestionSchema = z.strictObject({
  question: z.string(),
  /** Whether the person allows marks to be kept. Two versions are shown to such a person only. */
  consent: z.boolean(),
})

/** A passage that an answer cites or names as nearest. */
export const citedPassageSchema = z.strictObject({
  id: z.string(),
  text: z.string(),
  title: z.string(),
  headings: z.array(z.string()),
  date: z.string().nullable(),
  url: z.string().nullable(),
  licence: z.string().nullable(),
  /** What is known of its retraction, in words; null where there is nothing that can be retracted. */
  retraction: z.string().nullable(),
})

export const askedAnswerSchema = z.strictObject({
  answer: clinicalAnswerSchema,
  passages: z.array(citedPassageSchema),
})

export const askedSchema = z.strictObject({
  /** Of this asking. It is in memory only. */
  id: z.guid(),
  /** How the question was read, a sentence for each change. */
  read: z.array(z.string()),
  answers: z.array(askedAnswerSchema).min(1).max(2),
  /** Kinds of identifiers that the screen found in the question; nothing of it is stored then. */
  identifiers: z.array(z.string()),
})

const usefulSchema = z.strictObject({
  /** 0 no, 1 partly, 2 yes; null: not said. */
  value: z.union([z.literal(0), z.literal(1), z.literal(2)]).nullable(),
  /** The sentence of the answer that may do harm, from 0. */
  harm: z
    .strictObject({ sentence: z.int().min(0), level: z.enum(['minor', 'moderate', 'severe']) })
    .nullable(),
})

/** `POST /api/ask/feedback` */
export const askFeedbackSchema = z.strictObject({
  asking: z.guid(),
  /** Without it nothing is written. */
  consent: z.boolean(),
  /** One for each answer shown, in their order. */
  useful: z.array(usefulSchema).min(1).max(2),
  /** Where two were shown; null: not said, or one was shown. */
  better: z.enum(pairwiseChoices).nullable(),
  /** For each answer shown, the numbers of the sources that were opened, from 1. */
  opened: z
    .array(z.array(z.int().min(1).max(mostSources)).max(mostSources))
    .max(2)
    .default([]),
})

export const askKeptSchema = z.strictObject({ kept: z.boolean() })

/** `POST /api/ask/consent/withdraw` takes back what was allowed, for all that is on record. */
export const askWithdrawalSchema = z.strictObject({})

export type AskPlace = Readonly<z.infer<typeof askPlaceSchema>>
export type CitedPassage = Readonly<z.infer<typeof citedPassageSchema>>
export type AskedAnswer = Readonly<z.infer<typeof askedAnswerSchema>>
export type Asked = Readonly<z.infer<typeof askedSchema>>
export type AskFeedbackForm = Readonly<z.infer<typeof askFeedbackSchema>>
export type UsefulMark = Readonly<z.infer<typeof usefulSchema>>
export type AskSentence = Readonly<z.infer<typeof answerSentenceSchema>>
