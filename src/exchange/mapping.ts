import { z } from 'zod'
import { answerSchema, answerStatusSchema } from '../answers/answer.ts'
import { checkAxes, checkNumericScale, checkPairwiseScale } from './mapping-rules.ts'

const column = z.string().min(1).describe('Name of a column of the table')
const label = z.string().describe('A cell as it is written in the table; "" is the empty cell')

/** Where a value comes from: a column, a column whose labels are translated, or one constant. */
export const sourceSchema = z.union(
  [
    column,
    z.strictObject({ column, values: z.record(label, z.string().min(1)) }),
    z.strictObject({ constant: z.string().min(1) }),
  ],
  { error: 'Expected a column name, {column, values} or {constant}.' },
)

/** What a label of a pairwise scale means; a tie and a missing mark have no strength. */
export const pairwiseMarkSchema = z.union(
  [
    z.enum(['a', 'b', 'tie', 'missing']),
    z.strictObject({ value: z.enum(['a', 'b']), strength: z.int().min(1).max(9) }),
  ],
  { error: 'Expected a, b, tie, missing, or {value: a or b, strength: 1 to 9}.' },
)

/**
 * A numeric pairwise scale. `positive` is the side that numbers above the midpoint favour; the strength is
 * the distance from the midpoint, rounded up, unless `strengths` is false.
 */
export const pairwiseScaleSchema = z
  .strictObject({
    from: z.number(),
    to: z.number(),
    midpoint: z.number().optional().describe('The tie; halfway between from and to where left out'),
    positive: z.enum(['a', 'b']).describe('The side favoured by numbers above the midpoint'),
    strengths: z.boolean().optional().describe('false: keep only the direction'),
  })
  .superRefine(checkPairwiseScale)

/** A numeric absolute scale, ends included. */
export const numericScaleSchema = z
  .strictObject({
    min: z.number(),
    max: z.number(),
    step: z.number().positive().optional().describe('Distance of neighbouring points, counted from min'),
  })
  .superRefine(checkNumericScale)

const pairwiseMarks = {
  values: z.record(label, pairwiseMarkSchema).optional().describe('Meaning of each label of the scale'),
  scale: pairwiseScaleSchema.optional().describe('Rule for cells that are numbers'),
}

const absoluteMarks = {
  levels: z
    .record(label, z.union([z.number(), z.literal('missing')], { error: 'Expected a number or missing.' }))
    .optional()
    .describe('Point of the scale of each label'),
  scale: numericScaleSchema.optional().describe('Legal numbers, for cells that are numbers'),
}

const description = {
  itemText: column.optional(),
  strata: z.record(z.string().min(1), sourceSchema).optional().describe('Stratum by name'),
}

const markColumns = {
  item: sourceSchema,
  axis: sourceSchema.optional(),
  value: column.optional(),
  rendering: sourceSchema.optional(),
  reviewer: sourceSchema.optional(),
  activeSeconds: column.optional(),
  shownAt: column.optional(),
  decidedAt: column.optional(),
  role: sourceSchema.optional().describe('study (the default), training, gold or repeat'),
  consent: sourceSchema.optional(),
  rulebookVersion: sourceSchema.optional(),
  ...description,
}

const shared = {
  empty: z.array(z.string()).optional().describe('Labels that stand for an empty cell in every column'),
  utcOffset: z
    .string()
    .regex(/^(Z|[+-]\d{2}:\d{2})$/, 'Z, or hours and minutes with a sign, such as +02:00')
    .optional()
    .describe('Offset of times that are written without one, for example "+02:00" or "Z"'),
}

const statuses = {
  statuses: z
    .record(label, answerStatusSchema)
    .optional()
    .describe('Meaning of each label of the status column'),
  provenance: answerSchema.shape.provenance
    .optional()
    .describe('How the answers came to us; recorded by default'),
}

const firstShown = z.union(
  [
    z.enum(['a', 'b', 'unknown']),
    z.strictObject({ column, values: z.record(label, z.enum(['a', 'b', 'unknown'])) }),
    z.strictObject({ armColumn: column.describe('Column with the name of the arm that was shown first') }),
  ],
  { error: 'Expected a, b, unknown, {column, values} or {armColumn}.' },
)

const pairwiseMapping = <Version extends 1 | 2>(schemaVersion: z.ZodLiteral<Version>) =>
  z
    .strictObject({
      schemaVersion,
      ...shared,
      form: z.literal('pairwise'),
      columns: z.strictObject({
        ...markColumns,
        armA: sourceSchema,
        armB: sourceSchema,
        adequacyA: column.optional(),
        adequacyB: column.optional(),
        statusA: column.optional(),
        statusB: column.optional(),
      }),
      ...pairwiseMarks,
      axes: z
        .record(z.string().min(1), z.strictObject({ column: column.optional(), ...pairwiseMarks }))
        .optional()
        .describe('Wide table: one column for each axis. Long table: a scale of its own for some axes'),
      firstShown: firstShown.optional(),
      ...statuses,
    })
    .superRefine(checkAxes)

const absoluteMapping = <Version extends 1 | 2>(schemaVersion: z.ZodLiteral<Version>) =>
  z
    .strictObject({
      schemaVersion,
      ...shared,
      form: z.literal('absolute'),
      columns: z.strictObject({ ...markColumns, arm: sourceSchema, status: column.optional() }),
      ...absoluteMarks,
      axes: z
        .record(z.string().min(1), z.strictObject({ column: column.optional(), ...absoluteMarks }))
        .optional()
        .describe('Wide table: one column for each axis. Long table: a scale of its own for some axes'),
      ...statuses,
    })
    .superRefine(checkAxes)

const answersMapping = <Version extends 1 | 2>(schemaVersion: z.ZodLiteral<Version>) =>
  z.strictObject({
    schemaVersion,
    ...shared,
    form: z.literal('answers'),
    columns: z.strictObject({
      item: sourceSchema,
      arm: sourceSchema,
      status: column.optional(),
      text: column.optional(),
      ...description,
    }),
    ...statuses,
  })

const itemColumns = { key: sourceSchema, text: column.optional(), strata: description.strata }

const itemsMapping = z.strictObject({
  schemaVersion: z.literal(1),
  ...shared,
  form: z.literal('items'),
  columns: z.strictObject(itemColumns),
})

/** Columns of the parts of an item; `itemPartColumns` in `item-parts.ts` says how their cells read. */
const itemsMappingV2 = z.strictObject({
  schemaVersion: z.literal(2),
  ...shared,
  form: z.literal('items'),
  columns: z.strictObject({
    ...itemColumns,
    turns: column.optional().describe('Earlier turns, as JSON: a list of {role, text} or {role, content}'),
    context: z
      .array(column)
      .min(1)
      .optional()
      .describe('Passages: a column each, or a column with a JSON list'),
    options: z
      .union([column, z.record(z.string().min(1), column)], {
        error: 'Expected a column, or a column by label.',
      })
      .optional()
      .describe('A column for each label, or one with JSON: {label: text} or a list of texts'),
    answerKey: sourceSchema.optional().describe('Label of the right option'),
    criteria: column.optional().describe('Rubric criteria, as JSON: a list of {text, points, id, tags}'),
  }),
})

const first = z.literal(1)
const second = z.literal(2)

/** How the columns and labels of one table read as the product's records: `mapping.yaml`, version 1. */
export const mappingSchema = z.discriminatedUnion('form', [
  pairwiseMapping(first),
  absoluteMapping(first),
  answersMapping(first),
  itemsMapping,
])

/** Version 2: items may have options, a key, criteria, context and earlier turns. */
export const mappingSchemaV2 = z.discriminatedUnion('form', [
  pairwiseMapping(second),
  absoluteMapping(second),
  answersMapping(second),
  itemsMappingV2,
])

export type Mapping = z.infer<typeof mappingSchema> | z.infer<typeof mappingSchemaV2>
export type PairwiseMapping = Extract<Mapping, { form: 'pairwise' }>
export type AbsoluteMapping = Extract<Mapping, { form: 'absolute' }>
export type AnswersMapping = Extract<Mapping, { form: 'answers' }>
export type ItemsMapping = Extract<Mapping, { form: 'items' }>
type ItemColumnsV2 = z.infer<typeof itemsMappingV2>['columns']

/** The columns of an item's parts; version 1 has none. */
export type ItemPartColumns = ItemColumnsV2
export type Source = z.infer<typeof sourceSchema>
export type PairwiseMark = z.infer<typeof pairwiseMarkSchema>
export type PairwiseScale = z.infer<typeof pairwiseScaleSchema>
export type NumericScale = z.infer<typeof numericScaleSchema>
