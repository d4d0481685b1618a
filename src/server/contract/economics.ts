import { z } from 'zod'
import { assumptionsSchema } from '../../economics/assumptions/assumptions.ts'
import { accessMarks } from '../../economics/assumptions/figure.ts'
import { studyEconomicsSchema } from '../../economics/study/study-economics.ts'

/** What the economics page starts from: what is assumed, what a study measured, and prices to choose from. */
export const economicsPlaceSchema = z.strictObject({
  assumptions: assumptionsSchema,
  /** Null where no study is looked at. */
  study: studyEconomicsSchema.nullable(),
  listed: z.array(
    z.strictObject({
      name: z.string(),
      inputPrice: z.number(),
      outputPrice: z.number(),
      source: z.string(),
      date: z.string(),
      access: z.enum(accessMarks),
    }),
  ),
})

export type EconomicsPlace = Readonly<z.infer<typeof economicsPlaceSchema>>

/** What is wrong with the file of assumptions, as the command says it. */
export const economicsProblemsSchema = z.object({
  problems: z
    .array(
      z.object({
        code: z.string(),
        message: z.string(),
        file: z.string().nullable(),
        line: z.int().nullable(),
        field: z.string().nullable(),
        value: z.string().nullable(),
        expected: z.string().nullable(),
        remedy: z.string(),
      }),
    )
    .min(1),
})

export type EconomicsProblem = Readonly<z.infer<typeof economicsProblemsSchema>['problems'][number]>
