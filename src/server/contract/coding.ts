import { z } from 'zod'
import { shownAnswerSchema } from '../../review/shown/shown-answer.ts'

/*
 * What the coding desk and the server say to each other. A text comes with its case and nothing else: no arm, no participant, no
 * stage, no time, no proposal of a machine. Ids are random.
 */

const id = z.guid()
const name = z.string().min(1)

/** What somebody said of a text. */
export const codingCodeSchema = z.strictObject({
  /** Name of the condition of the list; null: none of them. */
  condition: name.nullable(),
  /** The disposition that an answer advises; null: none, and of a typed condition always. */
  disposition: name.nullable(),
  unsure: z.boolean(),
})

export const codingProgressSchema = z.strictObject({
  done: z.int().min(0),
  /** That this person may still code; others may take some of them. */
  left: z.int().min(0),
  /** Disagreements that this person may decide. */
  toAdjudicate: z.int().min(0),
})

export const codingTaskSchema = z.strictObject({
  task: id,
  /** A condition that somebody typed, or an answer to a question. */
  kind: z.enum(['condition', 'reply']),
  case: z.strictObject({ title: z.string(), text: shownAnswerSchema }),
  /** The conditions to choose from, with their other words. */
  conditions: z.array(z.strictObject({ name, synonyms: z.array(name) })).min(1),
  /** Asked of answers alone; empty otherwise. */
  dispositions: z.array(z.strictObject({ id: name, label: name })),
  text: shownAnswerSchema,
  /** What this person said of it before; null where they said nothing. */
  own: codingCodeSchema.nullable(),
  /** Of a disagreement what the coders said, without who; null where one codes. */
  codes: z.array(codingCodeSchema).nullable(),
})

/** `GET /api/coding`: who is here. */
export const codingDeskSchema = z.strictObject({
  title: z.string(),
  sample: z.boolean(),
  /** Whether some of the texts come from SIMULATED participants. Which ones is told to nobody here, so that all are coded alike. */
  simulated: z.boolean(),
  /** Whether this person codes, or decides disagreements alone. */
  codes: z.boolean(),
  progress: codingProgressSchema,
})

/**
 * `POST /api/coding/next` and `GET /api/coding/back?task=`: a text to code, or one of one's own. `mode`: whether it is coded or
 * decided. Disagreements come when nothing is left to code, so that nobody has seen another's code before their own.
 */
export const codingNextSchema = z.strictObject({
  mode: z.enum(['code', 'adjudicate']),
  /** Null: nothing is left, or not now. */
  task: codingTaskSchema.nullable(),
  progress: codingProgressSchema,
})

/** `POST /api/coding/codes`. The key is drawn by the page: sent again, it is on record once. */
export const codingGivenSchema = z.strictObject({
  key: id,
  task: id,
  mode: z.enum(['code', 'adjudicate']),
  code: codingCodeSchema,
})

export const codingSavedSchema = z.strictObject({ saved: id })

export type CodingCode = Readonly<z.infer<typeof codingCodeSchema>>
export type CodingProgress = Readonly<z.infer<typeof codingProgressSchema>>
export type CodingTask = Readonly<z.infer<typeof codingTaskSchema>>
export type CodingDesk = Readonly<z.infer<typeof codingDeskSchema>>
export type CodingNext = Readonly<z.infer<typeof codingNextSchema>>
export type CodingGiven = Readonly<z.infer<typeof codingGivenSchema>>
export type CodingSaved = Readonly<z.infer<typeof codingSavedSchema>>
