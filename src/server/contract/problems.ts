import { z } from 'zod'

/** What a server says with a status other than success: what is wrong, where, and what to do. */
export const problemsSchema = z.object({
  problems: z
    .array(
      z.object({
        code: z.string(),
        message: z.string(),
        field: z.string().nullable().optional(),
        value: z.string().nullable().optional(),
        expected: z.string().nullable().optional(),
        remedy: z.string().optional(),
      }),
    )
    .min(1),
})

export type SaidProblem = Readonly<z.infer<typeof problemsSchema>['problems'][number]>
