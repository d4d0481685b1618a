import { z } from 'zod'
import { judgeAgreement } from '../judge/agreement.ts'
import { judgeVersusReviewers } from '../judge/vs-reviewers.ts'
import type { AdapterFamily } from './adapter.ts'
import { binaryMarkSchema, labelSchema } from './shared-schemas.ts'

const marksSchema = z.array(binaryMarkSchema.nullable())

const agreementInput = z.object({ judge: marksSchema, humans: z.array(marksSchema.nullable()) })

function agreementOfMarks(input: unknown) {
  const { judge, humans } = agreementInput.parse(input)
  return judgeAgreement(
    judge,
    humans.map((marks) => marks ?? []),
  )
}

const versusInput = z.object({
  reviewers: z.array(labelSchema),
  ratings: z.array(marksSchema),
  judge: marksSchema,
})

function versusReviewersOfMarks(input: unknown) {
  const { reviewers, ratings, judge } = versusInput.parse(input)
  const { reviewerMacroF1, ...rest } = judgeVersusReviewers(ratings, judge, reviewers.length)
  return {
    ...rest,
    reviewerMacroF1: Object.fromEntries(
      reviewers.map((reviewer, place) => [String(reviewer), reviewerMacroF1[place] ?? null]),
    ),
  }
}

export const judgeAdapters: AdapterFamily = {
  'judge.agreement': agreementOfMarks,
  'judge.vs_reviewers': versusReviewersOfMarks,
}
