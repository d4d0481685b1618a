import { z } from 'zod'
import { practiceCoverageSchema } from './coverage/coverage-schema.ts'
import {
  type contrastSchema,
  count,
  type estimateSchema,
  type intervalSchema,
} from './results/contrast-schema.ts'
import { deviationsSchema } from './results/deviation-schema.ts'
import { factorialSchema } from './results/factorial-schema.ts'
import { secondChecksSchema, studyFlowSchema } from './results/flow-schema.ts'
import { looksSchema } from './results/looks-schema.ts'
import { sectionSchema } from './results/section-schema.ts'
import { type verdictNameSchema, verdictSchema } from './results/verdict-schema.ts'

/*
 * The shape of results.json, version 1. Undefined is null everywhere. Estimates are on the scale of the
 * axis: win difference in [-1, 1] for pairwise axes, difference of marks for absolute ones. Differences are
 * candidate minus comparator, and positive always favours the candidate, also where a lower mark is better.
 */

export const resultsSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    software: z.strictObject({ name: z.literal('equipoise'), version: z.string() }),
    study: z.strictObject({ id: z.string(), title: z.string(), question: z.string(), sample: z.boolean() }),
    plan: z.strictObject({
      state: z.enum(['prospective', 'retrospective', 'none']),
      /** In words, for the page. */
      sentence: z.string(),
      protocolHash: z.string(),
      lockVersion: z.int().nullable(),
      arms: z.array(
        z.strictObject({ id: z.string(), label: z.string(), kind: z.string(), knownWorse: z.boolean() }),
      ),
      axes: z.array(
        z.strictObject({
          id: z.string(),
          label: z.string(),
          question: z.string().nullable(),
          form: z.enum(['pairwise', 'absolute']),
          primary: z.boolean(),
          better: z.enum(['higher', 'lower']),
          /** Null on pairwise axes. */
          scale: z
            .discriminatedUnion('kind', [
              z.strictObject({
                kind: z.literal('ordinal'),
                min: z.number(),
                max: z.number(),
                step: z.number(),
              }),
              z.strictObject({ kind: z.literal('binary') }),
              z.strictObject({ kind: z.literal('rubric') }),
            ])
            .nullable(),
        }),
      ),
      renderings: z.array(
        z.strictObject({ id: z.string(), label: z.string(), primary: z.boolean(), excluded: z.boolean() }),
      ),
      refusalRule: z.enum(['worst-mark', 'loss', 'excluded']),
      minimumActiveSeconds: z.number().nullable(),
      look: z.strictObject({
        number: z.int().min(1),
        of: z.int().min(1),
        information: z.number(),
        spending: z.string(),
      }),
      seed: z.int(),
      resamples: count,
      notes: z.array(z.string()),
    }),
    data: z.strictObject({
      /** SHA-256 over the canonical rows of marks and answers; it does not hang on ids, order or pseudonyms. */
      hash: z.string(),
      items: count,
      /** Null where reviewers are not identified. */
      reviewers: count.nullable(),
      /** Rows of judgments: given marks, missing marks, refusals and other roles. */
      rows: count,
      /** Outcome marks given on planned axes and renderings. */
      marks: count,
      missingMarks: count,
      /** Pairs without a mark because an answer was refused. */
      refusals: count,
      /** Marks of the roles training and gold, and repeats: not outcomes. */
      otherRoles: count,
      underTimeFloor: count,
      inExcludedRenderings: count,
      imports: z.array(
        z.strictObject({
          fileName: z.string(),
          sha256: z.string(),
          rowsRead: count,
          rowsImported: count,
          skipped: z.array(z.strictObject({ code: z.string(), n: count })),
        }),
      ),
      coverage: z.array(
        z.strictObject({
          arm: z.string(),
          items: count,
          answered: count,
          refused: count,
          failed: count,
          /** Items whose answer's status is not recorded although marks name it. */
          unrecorded: count,
        }),
      ),
      /** Calls that this workbench made, by arm; null where it made none. */
      collection: z
        .array(
          z.strictObject({
            arm: z.string(),
            calls: count,
            /** Calls after the first for the same slot. */
            calledAgain: count,
            answered: count,
            refused: count,
            failed: count,
            /** Calls in flight when a run died: paid or not, nobody knows. */
            inDoubt: count,
            /** Calls of a run that goes on at this moment; they are in no sum. */
            underWay: count,
            /** Slots that have no answer because the identifier screen withholds their item. */
            withheld: count,
            /** US dollars; calls in doubt count with the most they can have cost. */
            usd: z.number().min(0),
            inDoubtUsd: z.number().min(0),
            /** Calls in doubt of which nobody knows what they can have cost; they are not in the sum. */
            inDoubtUnpriced: count,
            /** Calls of which nobody knows the price; they are not in the sums. */
            unpriced: count,
            tokens: count,
          }),
        )
        .nullable(),
      /** Null where answers and marks came from elsewhere. */
      flow: studyFlowSchema.nullable(),
      /** Null where no answer was captured by hand, and while the study is blind. */
      secondChecks: secondChecksSchema.nullable(),
    }),
    /** How the items stand to what clinicians ask; null where no item names a task that the published mix has. */
    practice: practiceCoverageSchema.nullable(),
    /** Size crossed with feedback; null where the protocol has no factorial. Left out of results made before it was there. */
    factorial: factorialSchema.nullable().default(null),
    /** Null where no review by people was blind until its end: then the plan's look says what is spent. */
    looks: looksSchema.nullable(),
    deviations: deviationsSchema,
    /** Limits that hold for every number, for example that reviewers are not identified. */
    remarks: z.array(z.string()),
    verdicts: z.array(verdictSchema),
    sections: z.array(sectionSchema),
  })
  .meta({
    title: 'Equipoise results, version 1',
    description: 'Every number of a report. The same study and protocol give the same bytes.',
  })

export type Results = z.infer<typeof resultsSchema>
export type Verdict = z.infer<typeof verdictSchema>
export type VerdictName = z.infer<typeof verdictNameSchema>
export type CollectionByArm = NonNullable<Results['data']['collection']>[number]
export type Section = Results['sections'][number]
export type Contrast = z.infer<typeof contrastSchema>
export type EstimateResult = z.infer<typeof estimateSchema>
export type Interval = z.infer<typeof intervalSchema>
