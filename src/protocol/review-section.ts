import { z } from 'zod'
import { idSchema } from './id.ts'
import { fillPairShares, type PairShare, pairSharesSchema, type WrittenPairShares } from './pair-shares.ts'
import { goldSchema, type KnownItem, trainingSchema } from './review-known-items.ts'

const formSchema = z.enum(['pairwise', 'absolute'])
const byReviewerOrQuestion = z.enum(['reviewer', 'question'])
const conflictRule = z.enum(['exclude', 'allow'])

/** How answers are put before reviewers, as a protocol says it. Everything has a default. */
export const reviewSection = z
  .strictObject({
    title: z.string().min(1).max(200).optional().meta({
      description:
        "What reviewers read as the study's title; it names no arm. Default: Review of answers to clinical questions.",
    }),
    reviewersPerQuestion: z.int().min(1).max(10_000).optional().meta({
      description:
        'Different reviewers of one question, in each form that is used. Default: that of reviewPlan, else 1.',
    }),
    overlap: z.number().min(0).max(1).optional().meta({
      description:
        'Share of the questions that get so many reviewers; the others get one. Every question has its place by lot. Default: 1.',
    }),
    comparisonsPerQuestion: z.int().min(1).max(1000).optional().meta({
      description:
        'Pairs of answers that a reviewer of a question compares. Default: that of reviewPlan, else 1.',
    }),
    pairs: pairSharesSchema.optional().meta({
      description:
        'Shares of single pairs; the other pairs split the rest evenly. Default: those of reviewPlan, else all alike.',
    }),
    axes: z.array(idSchema).min(1).optional().meta({
      description:
        'Axes that reviewers mark; the others are left to the answer key and to judges. A rubric axis is marked criterion by criterion. Default: all axes.',
    }),
    forms: z.array(formSchema).min(1).max(2).optional().meta({
      description:
        'How answers are marked: side by side, or one at a time. Default: the forms of the axes that reviewers mark.',
    }),
    formBy: byReviewerOrQuestion.optional().meta({
      description:
        'Where both forms are used. reviewer: each reviewer marks in one form only. question: each time that a question is dealt out it has one form. Default: reviewer.',
    }),
    renderingBy: byReviewerOrQuestion.optional().meta({
      description:
        'reviewer: each reviewer sees one rendering only. question: each time that a question is dealt out it has one rendering. Shares are those of reviewPlan, else equal for all that are not excluded. Default: question.',
    }),
    specialty: z
      .strictObject({
        stratum: z.string().min(1).meta({ description: 'Stratum of the items that names a specialty.' }),
        rule: z.enum(['only', 'first']).meta({
          description:
            "only: a reviewer gets questions of the reviewer's own specialties, and those that name none. first: those before all others.",
        }),
      })
      .optional()
      .meta({ description: 'Questions by the specialties of reviewers. Default: no rule.' }),
    most: z.int().min(1).max(100_000).optional().meta({
      description: 'Questions that a reviewer gets at most, training left aside. Default: no limit.',
    }),
    conflicts: z
      .strictObject({
        uses: conflictRule.optional().meta({
          description: 'A reviewer says to use an arm at work. Default: allow.',
        }),
        paidBy: conflictRule.optional().meta({
          description: 'A reviewer says to be paid by the maker of an arm. Default: exclude.',
        }),
      })
      .optional()
      .meta({ description: "exclude: such a reviewer never sees that arm's answers." }),
    repeatShare: z.number().min(0).max(1).optional().meta({
      description:
        'Share of the questions dealt out that the same reviewer gets again later (test and retest). Default: 0.',
    }),
    training: trainingSchema.optional(),
    gold: goldSchema.optional(),
    asks: z
      .strictObject({
        adequacy: z
          .boolean()
          .optional()
          .meta({ description: 'Would you act on this answer? Default: true.' }),
        unsafe: z.boolean().optional().meta({ description: 'Which sentences are unsafe? Default: true.' }),
        guess: z
          .boolean()
          .optional()
          .meta({ description: 'Which system do you think it was, asked at the end? Default: true.' }),
        consent: z.boolean().optional().meta({
          description: 'May your marks and comments also be used to train and test models? Default: false.',
        }),
      })
      .optional()
      .meta({ description: 'What reviewers are asked besides the axes.' }),
    rulebook: z.string().min(1).max(500).optional().meta({
      description: 'File with the rules for marking, inside the folder of the study. Default: none.',
    }),
    minutesPerQuestion: z
      .number()
      .positive()
      .max(600)
      .optional()
      .meta({ description: 'Planned time, told to those who are invited. Default: none.' }),
    returnAfterMinutes: z.number().min(1).max(525_600).optional().meta({
      description:
        'Minutes after which a question that was taken and left undone goes back to be dealt again. Default: 1440, a day.',
    }),
  })
  .meta({ description: 'How answers are put before reviewers, and who gets what.' })

export type ReviewSection = Readonly<z.infer<typeof reviewSection>>
export type ConflictRule = z.infer<typeof conflictRule>

/** The same with its defaults filled in. */
export interface ReviewSetup {
  readonly title: string
  readonly reviewersPerQuestion: number
  readonly overlap: number
  readonly comparisonsPerQuestion: number
  /** Every pair of arms, in the order of the arms; the shares sum to 1. */
  readonly pairs: readonly PairShare[]
  /** Ids of the axes that reviewers mark, in the order of the protocol. */
  readonly axes: readonly string[]
  /** Without repetition, in the order pairwise, absolute. */
  readonly forms: readonly ('pairwise' | 'absolute')[]
  readonly formBy: 'reviewer' | 'question'
  readonly renderingBy: 'reviewer' | 'question'
  /** In the order of the protocol; shares sum to 1. Empty where the protocol names no rendering. */
  readonly renderings: readonly { readonly id: string; readonly share: number }[]
  readonly specialty: { readonly stratum: string; readonly rule: 'only' | 'first' } | null
  /** Null: no limit. */
  readonly most: number | null
  readonly conflicts: { readonly uses: ConflictRule; readonly paidBy: ConflictRule }
  readonly repeatShare: number
  readonly training: readonly KnownItem[]
  readonly gold: readonly KnownItem[]
  readonly asks: {
    readonly adequacy: boolean
    readonly unsafe: boolean
    readonly guess: boolean
    readonly consent: boolean
  }
  readonly rulebook: string | null
  readonly minutesPerQuestion: number | null
  readonly returnAfterMinutes: number
}

/** What the defaults of the section are taken from. */
export interface ReviewedStudy {
  readonly arms: readonly { readonly id: string }[]
  readonly axes: readonly { readonly id: string; readonly form: 'pairwise' | 'absolute' }[]
  readonly renderings?:
    | readonly { readonly id: string; readonly excluded?: boolean | undefined }[]
    | undefined
  readonly reviewPlan?:
    | {
        readonly reviewersPerQuestion: number
        readonly comparisonsPerQuestion?: number | undefined
        readonly pairs?: WrittenPairShares | undefined
        readonly renderings?: Readonly<Record<string, number>> | undefined
      }
    | undefined
}

export function fillReview(section: ReviewSection | undefined, study: ReviewedStudy): ReviewSetup {
  const axes = reviewedAxes(section, study.axes)
  const forms = section?.forms ?? axes.map((axis) => axis.form)
  return {
    title: section?.title ?? 'Review of answers to clinical questions',
    reviewersPerQuestion: section?.reviewersPerQuestion ?? study.reviewPlan?.reviewersPerQuestion ?? 1,
    overlap: section?.overlap ?? 1,
    comparisonsPerQuestion: section?.comparisonsPerQuestion ?? study.reviewPlan?.comparisonsPerQuestion ?? 1,
    pairs: fillPairShares(
      study.arms.map((arm) => arm.id),
      section?.pairs ?? study.reviewPlan?.pairs ?? [],
    ),
    axes: axes.map((axis) => axis.id),
    forms: (['pairwise', 'absolute'] as const).filter((form) => forms.includes(form)),
    formBy: section?.formBy ?? 'reviewer',
    renderingBy: section?.renderingBy ?? 'question',
    renderings: fillRenderings(study),
    specialty: section?.specialty ?? null,
    most: section?.most ?? null,
    conflicts: {
      uses: section?.conflicts?.uses ?? 'allow',
      paidBy: section?.conflicts?.paidBy ?? 'exclude',
    },
    repeatShare: section?.repeatShare ?? 0,
    training: (section?.training ?? []).map(({ item, note, marks }) => ({
      item,
      note: note ?? null,
      marks: marks ?? [],
    })),
    gold: (section?.gold ?? []).map(({ item, marks }) => ({ item, note: null, marks })),
    asks: {
      adequacy: section?.asks?.adequacy ?? true,
      unsafe: section?.asks?.unsafe ?? true,
      guess: section?.asks?.guess ?? true,
      consent: section?.asks?.consent ?? false,
    },
    rulebook: section?.rulebook ?? null,
    minutesPerQuestion: section?.minutesPerQuestion ?? null,
    returnAfterMinutes: section?.returnAfterMinutes ?? 1440,
  }
}

/** The axes that reviewers mark, in the order of the protocol. */
export function reviewedAxes<Axis extends { readonly id: string }>(
  section: Pick<ReviewSection, 'axes'> | undefined,
  axes: readonly Axis[],
): readonly Axis[] {
  return section?.axes === undefined ? axes : axes.filter(({ id }) => section.axes?.includes(id))
}

function fillRenderings({ renderings = [], reviewPlan }: ReviewedStudy): ReviewSetup['renderings'] {
  const planned = reviewPlan?.renderings
  if (planned !== undefined) {
    return renderings.flatMap(({ id }) => {
      const share = planned[id]
      return share === undefined ? [] : [{ id, share }]
    })
  }
  const used = renderings.filter((rendering) => rendering.excluded !== true)
  return used.map(({ id }) => ({ id, share: 1 / used.length }))
}
