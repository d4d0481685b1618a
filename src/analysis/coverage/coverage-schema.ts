import { z } from 'zod'

/*
 * The shape of coverage.json, version 1. Undefined is null. Results are on the scale of results.json, positive
 * favouring the candidate.
 */

const interval = z.strictObject({ lower: z.number(), upper: z.number() }).nullable()

const field = z.strictObject({
  coverage: z.number().nullable().meta({
    description:
      'Sum of the smaller of both shares over the categories: 1 less the total variation distance.',
  }),
  interval: interval.meta({
    description:
      'Percentile interval; the items are redrawn, practice is not. Null where they are too few or all of one category.',
  }),
  bootstrapMean: z
    .number()
    .nullable()
    .meta({ description: 'Below the coverage by about as much as that is too low itself.' }),
  lowest: z.number().nullable().meta({
    description: 'The coverage if the items without a category covered nothing; it cannot be lower.',
  }),
  uncoveredPracticeShare: z
    .number()
    .nullable()
    .meta({ description: 'Share of practice in categories without any item.' }),
  categories: z.array(
    z.strictObject({
      category: z.string(),
      items: z.int(),
      itemShare: z.number().nullable(),
      practiceShare: z.number(),
      contribution: z.number().nullable().meta({ description: 'The smaller share.' }),
    }),
  ),
})

const result = z.strictObject({
  hypothesis: z.string(),
  axis: z.string(),
  rendering: z.string().nullable(),
  candidate: z.string(),
  against: z.array(z.string()),
  unit: z.enum(['win difference', 'scale points', 'proportion', 'rubric score']),
  items: z.int().meta({ description: 'Items with marks and a category.' }),
  itemsWithoutCategory: z
    .int()
    .meta({ description: 'Items with marks that have none; they are left out of both estimates.' }),
  unweighted: z.number().nullable().meta({ description: 'Mean over the items, each counting once.' }),
  estimate: z.number().nullable().meta({
    description: 'Mean with the weights of practice, over the categories that have items.',
  }),
  se: z.number().nullable().meta({
    description: 'Of the items alone: reviewers are taken as they are. Null where a category has one item.',
  }),
  ci95: interval,
  coveredWeight: z
    .number()
    .nullable()
    .meta({ description: 'Share of practice that the estimate speaks of.' }),
  bounds: interval.meta({
    description: 'The estimate for all of practice if the rest were at either end of the scale.',
  }),
  effectiveItems: z.number().nullable().meta({ description: 'Effective number of items by Kish.' }),
  categories: z.array(
    z.strictObject({
      category: z.string(),
      items: z.int(),
      mean: z.number().nullable(),
      variance: z.number().nullable(),
    }),
  ),
})

/** How the items stand to practice, as it is part of coverage.json and of results.json. */
export const practiceCoverageSchema = z.strictObject({
  practice: z.strictObject({ source: z.string(), queries: z.int() }),
  stratum: z.string(),
  items: z.strictObject({
    total: z.int(),
    withCategory: z.int(),
    withoutStratum: z.int(),
    unknown: z.array(z.strictObject({ value: z.string(), n: z.int() })).meta({
      description: 'Values that stand for no published category; nobody guessed one.',
    }),
  }),
  mapping: z.array(z.strictObject({ value: z.string(), category: z.string(), n: z.int() })),
  task: field,
  kindOfWork: field,
  results: z.array(result).nullable().meta({ description: 'Null where they were not asked for.' }),
})

export const coverageSchema = z
  .strictObject({
    coverageVersion: z.literal(1),
    software: z.string(),
    study: z.strictObject({ id: z.string(), title: z.string(), sample: z.boolean() }),
    protocolHash: z.string().meta({ description: 'Of the protocol as written, by RFC 8785.' }),
    seed: z.number(),
    resamples: z.int(),
    ...practiceCoverageSchema.shape,
  })
  .meta({
    title: 'Equipoise coverage, version 1',
    description: 'How much of clinical practice the items of a study cover.',
  })

export type PracticeCoverage = Readonly<z.infer<typeof practiceCoverageSchema>>
export type CoverageResults = Readonly<z.infer<typeof coverageSchema>>
export type FieldCoverage = Readonly<z.infer<typeof field>>
export type PracticeResult = Readonly<z.infer<typeof result>>
