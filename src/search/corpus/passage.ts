import { z } from 'zod'

const text = z.string().min(1)

/** What is found, ranked and cited: a stretch of one section of one document, in its own words. */
export const passageSchema = z.strictObject({
  /** `<document>#<ordinal from 0>`. */
  id: text,
  document: text,
  source: text,
  title: text,
  focus: text.nullable(),
  synonyms: z.array(text).readonly(),
  type: z.enum(['question-answer', 'abstract', 'article', 'drug-label', 'guideline', 'page']),
  question: text.nullable(),
  /** Headings of the section, outermost first. */
  headings: z.array(text).readonly(),
  date: z.string().nullable(),
  url: text.nullable(),
  doi: text.nullable(),
  pmid: text.nullable(),
  licence: text.nullable(),
  /** The words as they stand in the source; paragraphs, list entries and rows of a table stand on lines of their own. */
  text,
})

export type Passage = Readonly<z.infer<typeof passageSchema>>
