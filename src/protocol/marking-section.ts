import { z } from 'zod'
import { armSourceSchema } from './arm-source.ts'
import { budgetSchema } from './budget-schema.ts'
import { familySchema, idSchema } from './id.ts'
import { familyOfSource } from './model-family.ts'
import { type ApiSource, fillSource } from './planned-source.ts'

export const keyScorings = ['default', 'strict', 'forced'] as const

const judge = z
  .strictObject({
    id: idSchema,
    family: familySchema.optional(),
    source: armSourceSchema,
  })
  .meta({ description: 'A model that judges; its source is that of an arm that is called over an API.' })

const judges = z.array(judge).min(1)

/** How answers are marked by machine, as a protocol says it. Everything has a default. */
export const markingSection = z
  .strictObject({
    key: z
      .strictObject({
        scoring: z.enum(keyScorings).optional().meta({
          description:
            'What a reply without a choice counts as. default: it is not scored. strict: wrong. forced: a letter is taken from every reply, as the MIRAGE benchmark does. Default: default.',
        }),
      })
      .optional()
      .meta({ description: 'Marks by the answer key.' }),
    rubric: z
      .strictObject({ judges })
      .optional()
      .meta({ description: 'Marks by rubric criteria. Default: no judge; marks come from files.' }),
    pairwise: z
      .strictObject({
        judges,
        axes: z.array(idSchema).min(1).optional().meta({
          description: 'Pairwise axes with a question. Default: all of them.',
        }),
        pairs: z
          .array(z.tuple([idSchema, idSchema]))
          .min(1)
          .optional()
          .meta({ description: 'Pairs of arms to compare. Default: all.' }),
      })
      .optional()
      .meta({ description: 'Comparisons of two answers, each in both orders. Default: none.' }),
    budget: budgetSchema.optional().meta({
      description:
        'What all judges together may cost at most. Marking stops before the call that could break it. Default: none.',
    }),
  })
  .meta({
    description:
      'How answers are marked by machine. Judges are called as the section collect says for arms: attempts, time-out, concurrency, calls a minute, calls in doubt.',
  })

export type MarkingSection = Readonly<z.infer<typeof markingSection>>
export type KeyScoringName = (typeof keyScorings)[number]

export interface PlannedJudge {
  readonly id: string
  /** Whose model it is; null where nobody said and the provider does not tell. */
  readonly family: string | null
  readonly source: ApiSource
}

/** The same with its defaults filled in. */
export interface MarkingPlan {
  readonly scoring: KeyScoringName
  /** Null: no judge is asked. */
  readonly rubric: { readonly judges: readonly PlannedJudge[] } | null
  readonly pairwise: {
    readonly judges: readonly PlannedJudge[]
    readonly axes: readonly string[]
    readonly pairs: readonly (readonly [string, string])[]
  } | null
  readonly budget: { readonly usd: number | null; readonly tokens: number | null }
}

/** What the defaults of the section are taken from. */
export interface MarkedStudy {
  readonly arms: readonly { readonly id: string }[]
  readonly axes: readonly {
    readonly id: string
    readonly form: 'pairwise' | 'absolute'
    readonly question?: string | null | undefined
  }[]
}

export function fillMarking(section: MarkingSection | undefined, { arms, axes }: MarkedStudy): MarkingPlan {
  const pairwise = section?.pairwise
  const ids = arms.map((arm) => arm.id)
  return {
    scoring: section?.key?.scoring ?? 'default',
    rubric: section?.rubric === undefined ? null : { judges: fillJudges(section.rubric.judges) },
    pairwise:
      pairwise === undefined
        ? null
        : {
            judges: fillJudges(pairwise.judges),
            axes: pairwise.axes ?? axes.filter(canBeJudged).map((axis) => axis.id),
            pairs:
              pairwise.pairs ?? ids.flatMap((one, at) => ids.slice(at + 1).map((other) => pair(one, other))),
          },
    budget: { usd: section?.budget?.usd ?? null, tokens: section?.budget?.tokens ?? null },
  }
}

/** A judge needs to be told what to decide. */
export function canBeJudged(axis: MarkedStudy['axes'][number]): boolean {
  return axis.form === 'pairwise' && axis.question != null
}

function pair(one: string, other: string): readonly [string, string] {
  return [one, other]
}

/** A judge that is not called over an API is left out here; a rule of the protocol names it. */
function fillJudges(written: readonly z.infer<typeof judge>[]): readonly PlannedJudge[] {
  return written.flatMap(({ id, family, source: given }) => {
    const source = fillSource(given)
    return source?.via === 'api' ? [{ id, family: family ?? familyOfSource(source), source }] : []
  })
}
