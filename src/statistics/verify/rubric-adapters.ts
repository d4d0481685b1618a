import { z } from 'zod'
import { aggregateRubric, type RubricScore } from '../rubric/aggregate.ts'
import { rubricItemScore } from '../rubric/item-score.ts'
import { worstAtK } from '../rubric/worst-at-k.ts'
import type { AdapterFamily } from './adapter.ts'
import { binaryMarkSchema, labelSchema } from './shared-schemas.ts'

const tagsSchema = z
  .array(z.string())
  .nullish()
  .transform((tags) => tags ?? [])

const criteriaSchema = z.array(
  z.object({ points: z.number(), met: binaryMarkSchema.nullish().default(null), tags: tagsSchema }),
)

const itemInput = z.object({ rubrics: criteriaSchema })

function itemScoreOfRubric(input: unknown) {
  return { score: rubricItemScore(itemInput.parse(input).rubrics) }
}

const aggregateInput = z.object({
  examples: z.array(
    z.object({ rubrics: criteriaSchema, exampleTags: tagsSchema, question: labelSchema.nullish() }),
  ),
})

function aggregateOfExamples(input: unknown) {
  const examples = aggregateInput.parse(input).examples.map(({ rubrics, exampleTags, question }) => ({
    criteria: rubrics,
    tags: exampleTags,
    question: question ?? null,
  }))
  const { overall, tags } = aggregateRubric(examples)
  return {
    overall: withoutMean(overall),
    unclippedMean: overall.unclippedMean,
    tags: Object.fromEntries([...tags].map(([tag, score]) => [tag, withoutMean(score)])),
  }
}

function withoutMean({ score, n, se }: RubricScore) {
  return { score, n, se }
}

const worstInput = z.object({
  scores: z.array(z.array(z.number().nullable()).nullable()),
  k: z.union([z.number().transform((k) => [k]), z.array(z.number())]),
})

function worstAtEachK(input: unknown) {
  const { scores, k } = worstInput.parse(input)
  const answers = scores.map((question) => question ?? [])
  return {
    worstAtK: Object.fromEntries(
      k.map((size) => {
        const { value, n } = worstAtK(answers, size)
        return [size, { value, n }]
      }),
    ),
  }
}

export const rubricAdapters: AdapterFamily = {
  'rubric.item_score': itemScoreOfRubric,
  'rubric.aggregate': aggregateOfExamples,
  'rubric.worst_at_k': worstAtEachK,
}
