import { z } from 'zod'
import { armSourceSchema } from './arm-source.ts'
import { armTrainingFields } from './arm-training.ts'
import { assistedSection } from './assisted/assisted-section.ts'
import { collectSection } from './collect-section.ts'
import { factorialSection } from './factorial-section.ts'
import { hypothesisStratum } from './hypothesis-stratum.ts'
import { familySchema, idSchema as id } from './id.ts'
import { itemsSection } from './items-section.ts'
import { markingSection } from './marking-section.ts'
import { pairSharesSchema } from './pair-shares.ts'
import { reviewSection } from './review-section.ts'

const arm = z
  .strictObject({
    id,
    label: z.string().min(1).optional().meta({ description: 'Name printed in the report. Default: the id.' }),
    kind: z.enum(['general', 'specialised', 'baseline', 'own', 'people']).meta({
      description:
        'general: a general-purpose model. specialised: a clinical product. baseline: a plain comparator. own: a model of the team that runs the study. people: answers by clinicians.',
    }),
    knownWorse: z.boolean().optional().meta({
      description:
        'True for an arm made worse on purpose. It must lose before any parity verdict is given (assay sensitivity, ICH E10). Default: false.',
    }),
    family: familySchema.optional(),
    ...armTrainingFields,
    source: armSourceSchema.optional(),
    coveredByAgreement: z.boolean().optional().meta({
      description:
        'True where an agreement (such as a business associate or data processing agreement) allows personal data to be sent to this arm. Items in which the identifier screen found something then go to it without being cleared, and are counted. Default: false.',
    }),
  })
  .meta({ description: 'A system under test.' })

const ordinalScale = z
  .strictObject({
    kind: z.literal('ordinal'),
    min: z.number(),
    max: z.number(),
    step: z
      .number()
      .positive()
      .optional()
      .meta({ description: 'Distance of two neighbouring marks. Default: 1.' }),
    anchors: z.record(z.string(), z.string()).optional().meta({ description: 'Words for single marks.' }),
  })
  .meta({ description: 'Ordered marks from min to max, both included.' })

const scale = z.discriminatedUnion('kind', [
  ordinalScale,
  z
    .strictObject({ kind: z.literal('binary') })
    .meta({ description: 'A mark of 0 or 1: correct or not, harmful or not.' }),
  z
    .strictObject({ kind: z.literal('rubric') })
    .meta({ description: 'A rubric score, where 1 is every point; it may be below 0.' }),
])

const axisFields = {
  id,
  label: z.string().min(1).optional().meta({ description: 'Name printed in the report. Default: the id.' }),
  question: z.string().min(1).optional().meta({ description: 'What the reviewer was asked.' }),
  primary: z.boolean().optional().meta({ description: 'Primary outcome. Default: false.' }),
}

const axis = z
  .discriminatedUnion('form', [
    z.strictObject({ ...axisFields, form: z.literal('pairwise') }).meta({
      description: 'Two answers side by side: one is preferred, or neither.',
    }),
    z.strictObject({
      ...axisFields,
      form: z.literal('absolute'),
      scale,
      better: z
        .enum(['higher', 'lower'])
        .optional()
        .meta({ description: 'Whether a higher mark is better. Default: higher.' }),
    }),
  ])
  .meta({ description: 'An outcome on which reviewers mark answers.' })

const rendering = z
  .strictObject({
    id,
    label: z.string().min(1).optional(),
    primary: z
      .boolean()
      .optional()
      .meta({ description: 'Rendering of the primary analysis. Default: false.' }),
    excluded: z.boolean().optional().meta({ description: 'Left out of every analysis. Default: false.' }),
  })
  .meta({ description: 'How answers were laid out for reviewers.' })

export const marginUnits = [
  'win-rate-points',
  'win-difference-points',
  'scale-points',
  'accuracy-points',
  'rubric-points',
  'risk-difference-points',
] as const

const margin = z
  .strictObject({
    value: z.number().positive().meta({
      description:
        'How much worse is still acceptable. Percentage points (5 is 5 points, not 0.05), except scale-points, which are points of the axis scale.',
    }),
    unit: z.enum(marginUnits).meta({
      description:
        'win-rate-points: ties count half; 5 points of win rate are 10 points of win difference. win-difference-points: wins minus losses. scale-points: points of an ordinal scale. accuracy-points, risk-difference-points: of a binary axis. rubric-points: of a rubric score, where 100 is every point.',
    }),
  })
  .meta({ description: 'Non-inferiority or equivalence margin, fixed before the data.' })

const hypothesis = z
  .strictObject({
    id,
    kind: z.enum(['superiority', 'non-inferiority', 'equivalence']),
    axis: id,
    rendering: id.optional().meta({
      description: 'Default: the primary rendering; every rendering pooled where the protocol names none.',
    }),
    candidate: id.meta({ description: 'Arm the hypothesis is about.' }),
    against: z
      .union([id, z.array(id).min(1)])
      .meta({ description: 'Arm or arms it is compared with. Several: their comparisons are pooled.' }),
    stratum: hypothesisStratum.optional(),
    margin: margin.optional(),
    alpha: z.number().gt(0).lt(0.5).optional().meta({
      description:
        'Chance of a wrong positive verdict. Default: superiority 0.05 (two-sided), non-inferiority 0.025 (one-sided), equivalence 0.05 (each side).',
    }),
    sides: z
      .union([z.literal(1), z.literal(2)])
      .optional()
      .meta({
        description:
          'Superiority: 1 or 2, default 2. Non-inferiority: 1. Equivalence: two one-sided tests, 1 each.',
      }),
    family: z.string().min(1).optional().meta({
      description: 'Hypotheses of one family share their error rate by Holm. Default: primary.',
    }),
  })
  .meta({ description: 'A claim the study is made to prove, with its error rate.' })

const publishedFigure = z
  .strictObject({
    axis: id,
    rendering: id.optional(),
    arm: id,
    against: z.union([id, z.literal('rest')]),
    estimate: z.number().meta({ description: 'In points: +29.6 is 29.6 points of win difference.' }),
    source: z.string().min(1),
  })
  .meta({ description: 'A figure published elsewhere, printed beside our own.' })

/** Share from 0 to below 1. */
const share = z.number().min(0).lt(1)

const reviewComponents = z
  .union([
    z.enum(['low', 'mid', 'high']),
    z
      .strictObject({
        marks: z
          .strictObject({
            questionBySystem: z
              .number()
              .min(0)
              .meta({ description: 'How a system does on single questions.' }),
            reviewerBySystem: z.number().min(0).meta({ description: 'How reviewers like a system.' }),
            residual: z.number().min(0).meta({ description: 'What is left of a single mark.' }),
          })
          .optional()
          .meta({
            description:
              'Standard deviations on absolute axes, in the unit of the marks (a pilot gives them).',
          }),
        votes: z.strictObject({ question: share, reviewer: share }).optional().meta({
          description:
            'Pairwise axes: shares of the question and of the reviewer in the variance of a preference.',
        }),
      })
      .meta({ description: 'Components of your own; marks, votes or both.' }),
  ])
  .meta({
    description:
      'Variance components that the sample size is planned with. Low, mid and high are shown in any case. Default: mid.',
  })

/** What the reviewers will be given: the part of a protocol that sample sizes rest on. */
export const reviewPlanFields = {
  questions: z.int().min(1).max(100_000).meta({ description: 'Questions put to every arm.' }),
  reviewers: z.int().min(1).max(10_000),
  reviewersPerQuestion: z.int().min(1).max(10_000).meta({
    description: 'Different reviewers of one question, dealt out in turn.',
  }),
  comparisonsPerQuestion: z.int().min(1).max(1000).optional().meta({
    description:
      'Pairwise axes: different pairs of answers that each reviewer of a question compares. Default: 1.',
  }),
  pairs: pairSharesSchema.optional().meta({
    description: 'Shares of single pairs; the other pairs split the rest evenly. Default: all alike.',
  }),
  renderings: z.record(id, z.number().gt(0).max(1)).optional().meta({
    description:
      'Share of the reviewers who see each rendering, where it belongs to the reviewer. Default: all planned reviewers see the rendering of the hypothesis.',
  }),
  missingShare: z.number().min(0).max(0.9).optional().meta({
    description: 'Share of marks expected to be missing or left out. Default: 0.',
  }),
  tieShare: z
    .union([share, z.record(id, share)])
    .optional()
    .meta({
      description:
        'Pairwise axes: expected share of ties between equal arms, one for all axes or by axis. Default: 0.2.',
    }),
  components: reviewComponents.optional(),
}

const reviewPlan = z.strictObject(reviewPlanFields).meta({
  description: 'Planned size of the review, for `equipoise power`. No analysis uses it.',
})

/** Protocol file, version 1. The shape never changes once released; a new shape is a new version. */
export const protocolSchemaV1 = z
  .strictObject({
    schemaVersion: z.literal(1),
    id,
    title: z.string().min(1),
    question: z.string().min(1).meta({ description: 'The question the study answers, in one sentence.' }),
    sample: z.boolean().optional().meta({
      description: 'True when the marks are simulated: every page then says SAMPLE. Default: false.',
    }),
    arms: z.array(arm).min(2),
    axes: z.array(axis).min(1),
    renderings: z.array(rendering).optional(),
    strata: z
      .array(z.string().min(1))
      .optional()
      .meta({ description: 'Item strata with a table of their own, for example specialty.' }),
    hypotheses: z.array(hypothesis).min(1),
    factorial: factorialSection.optional(),
    exclusions: z
      .strictObject({
        minimumActiveSeconds: z.number().positive().optional().meta({
          description: 'Marks made in less active time are left out, counted, and analysed both ways.',
        }),
      })
      .optional(),
    refusals: z
      .strictObject({
        rule: z.enum(['worst-mark', 'loss', 'excluded']).meta({
          description:
            'worst-mark: a refusal gets the worst mark of the scale, and loses every pair. loss: it loses every pair (pairwise axes only). excluded: it is left out. Coverage and both other results are always printed.',
        }),
      })
      .optional()
      .meta({ description: 'Default: worst-mark.' }),
    looks: z
      .strictObject({
        information: z
          .array(z.number().gt(0).max(1))
          .min(1)
          .max(10)
          .meta({ description: 'Planned share of the marks at each look, rising, the last one 1.' }),
        spending: z.enum(['obrien-fleming', 'pocock', 'linear']).optional().meta({
          description: 'Alpha spending function. Default: obrien-fleming.',
        }),
      })
      .optional()
      .meta({ description: 'Planned looks at the outcomes. Default: one, at the end.' }),
    reviewPlan: reviewPlan.optional(),
    items: itemsSection.optional(),
    collect: collectSection.optional(),
    marking: markingSection.optional(),
    review: reviewSection.optional(),
    assisted: assistedSection.optional(),
    resamples: z
      .int()
      .min(1000)
      .max(1_000_000)
      .optional()
      .meta({ description: 'Bootstrap resamples. Default: 10000.' }),
    seed: z.int().min(0).max(4_294_967_295),
    published: z.array(publishedFigure).optional(),
    notes: z.array(z.string().min(1)).optional().meta({ description: 'Printed with the report.' }),
  })
  .meta({
    title: 'Equipoise protocol, version 1',
    description: 'What a study will do, written before the data.',
  })

/** A protocol exactly as somebody wrote it: nothing filled in. This is what a lock hashes. */
export type ProtocolDocument = Readonly<z.infer<typeof protocolSchemaV1>>
export type MarginUnit = (typeof marginUnits)[number]
