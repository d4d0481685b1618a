import { z } from 'zod'
import { factSchema, ledgerIdSchema, wordsSchema } from './fact.ts'

const words = factSchema(wordsSchema)

/** Factors whose values are of a closed list. */
const closed = {
  questionOrigin: z.enum([
    'exam',
    'written-for-the-test',
    'one-institution',
    'traffic-of-a-contestant',
    'own-questions-of-users',
    'case-records',
    'visits',
    'scenarios',
    'mixed',
  ]),
  form: z.enum([
    'pairwise',
    'absolute',
    'rubric',
    'answer-key',
    'annotation',
    'clinical-outcome',
    'decision',
    'survey',
    'usage',
  ]),
  graders: z.enum(['clinicians', 'models', 'clinicians-and-models', 'key', 'lay-people', 'records']),
  blinding: z.enum(['blinded', 'partly-blinded', 'open', 'not-applicable']),
  preregistration: z.enum(['preregistered', 'registered-late', 'not-registered']),
  data: z.enum(['public', 'partly-public', 'on-request', 'closed']),
  code: z.enum(['public', 'partly-public', 'on-request', 'closed']),
} as const

/** The design factors by which two studies can differ. */
export const designFields = {
  population: words.meta({ description: 'Who asked, or who took part.' }),
  questionOrigin: factSchema(closed.questionOrigin),
  questions: words.meta({ description: 'Where the questions come from and how they were chosen.' }),
  form: factSchema(closed.form).meta({ description: 'Form of marking.' }),
  scale: words.meta({ description: 'The scale in words, and how ties count.' }),
  rendering: words.meta({ description: 'How answers were shown.' }),
  graders: factSchema(closed.graders),
  graderDetails: words.meta({ description: 'Which specialties, how they were found and paid.' }),
  graderCount: factSchema(z.int().min(1)),
  blinding: factSchema(closed.blinding),
  comparator: words,
  collection: words.meta({ description: 'How answers were got: by API, by hand; settings.' }),
  modelSize: words,
  feedbackStage: words.meta({ description: 'What feedback of clinicians the system was trained on.' }),
  refusalRule: words.meta({ description: 'How refusals counted.' }),
  funding: words,
  conflicts: words,
  preregistration: factSchema(closed.preregistration),
  data: factSchema(closed.data),
  code: factSchema(closed.code),
} as const

/** Factors in the order in which a page shows them. */
export const designSchema = z.strictObject(designFields)

/** One collection of answers or outcomes; several claims and sources may rest on it. */
export const reportedStudySchema = z.strictObject({
  id: ledgerIdSchema,
  title: wordsSchema,
  sources: z
    .array(ledgerIdSchema)
    .min(1)
    .readonly()
    .meta({ description: 'The first one is its own report.' }),
  sharesDataWith: z
    .array(ledgerIdSchema)
    .readonly()
    .meta({ description: 'Studies on the same answers, items or people: not independent of it.' }),
  sample: z
    .boolean()
    .default(false)
    .meta({ description: 'True for invented or simulated data; it is never pooled with real data.' }),
  design: designSchema,
})

export type Design = z.infer<typeof designSchema>
export type DesignFactor = keyof Design
export type ReportedStudy = z.infer<typeof reportedStudySchema>

/** The values that a factor can have; null where they are words of somebody. */
export function valuesOfFactor(factor: DesignFactor): readonly string[] | null {
  return isClosed(factor) ? closed[factor].options : null
}

function isClosed(factor: DesignFactor): factor is keyof typeof closed {
  return Object.hasOwn(closed, factor)
}
