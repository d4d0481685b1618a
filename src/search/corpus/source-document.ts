import { z } from 'zod'
import { isInCalendar } from '../../calendar-day.ts'

const text = z.string().min(1)

/**
 * A part of a document under one heading. Its blocks are whole: a chunk may end between two of them, and within a paragraph
 * between two sentences, but never inside a table, a list entry or a dose.
 */
export const sectionSchema = z.strictObject({
  /** Headings from the outermost to the innermost, without the title of the document. */
  headings: z.array(text).readonly(),
  blocks: z
    .array(z.strictObject({ kind: z.enum(['paragraph', 'list-entry', 'table']), text }).readonly())
    .min(1)
    .readonly(),
})

/** What a loader reads out of one source file, before it is cut into passages. */
export const sourceDocumentSchema = z.strictObject({
  /** Unique within its source and the same in every later version: a newer document of the same id takes its place. */
  id: z.string().regex(/^[^\n]+$/, 'text on one line'),
  /** The collection, for example `medquad` or `pubmed`. */
  source: text,
  title: text,
  /** What the document is about in a few words (a condition, a drug); null where its format does not say. */
  focus: text.nullable(),
  /** Other names of the focus. */
  synonyms: z.array(text).readonly(),
  type: z.enum(['question-answer', 'abstract', 'article', 'drug-label', 'guideline', 'page']),
  /** The question that the document answers, where its format has one. */
  question: text.nullable(),
  /** Date of publication or of the last revision, as exact as is known: `2024`, `2024-05`, `2024-05-17`. */
  date: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a year, month or day, such as 2024-05-17')
    .refine(isInCalendar, 'a day that the calendar has, such as 2024-05-17')
    .nullable(),
  url: text.nullable(),
  doi: text.nullable(),
  pmid: text.nullable(),
  /** Null where the source does not say. */
  licence: text.nullable(),
  sections: z.array(sectionSchema.readonly()).min(1).readonly(),
})

export type Section = Readonly<z.infer<typeof sectionSchema>>
export type SourceDocument = Readonly<z.infer<typeof sourceDocumentSchema>>
