import { expect, test } from 'vitest'
import { type AnswerFeatureName, answerFeatureColumn, answerFeatureWidth } from './answer-feature-schema.ts'
import { answerPriorScores } from './answer-prior.ts'

function row(values: Partial<Record<AnswerFeatureName, number>>): Float64Array {
  const made = new Float64Array(answerFeatureWidth)
  for (const name of ['cov_all', 'support_share', 'emergency_missed', 'words_log'] as const)
    made[answerFeatureColumn(name)] = values[name] ?? 0
  return made
}

test('is the mean of what speaks for an answer less what speaks against it, over ten parts', () => {
  const values = new Float64Array([
    ...row({ cov_all: 1, support_share: 0.5 }),
    ...row({ cov_all: 1, emergency_missed: 1 }),
    ...row({ words_log: 5 }),
  ])
  expect([...answerPriorScores(values)]).toEqual([0.15, 0, 0])
})
