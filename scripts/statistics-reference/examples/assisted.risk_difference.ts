import { clusteredEffects } from '../../../src/statistics/assisted/clustered-effects.ts'
import type { Sample } from '../sample.ts'
import { numberOf } from './marks-of-answers.ts'

export const title =
  'The sample has no decisions of people, so its marks stand in: is Moor marked 3 or 4 more often than Scree, with reviewers as participants and questions as cases?'

export function example({ marks }: Sample) {
  const rows = marks.filter(({ answer, mark }) => mark !== null && (answer === 'Moor' || answer === 'Scree'))
  return clusteredEffects({
    right: rows.map(({ mark }) => ((mark ?? 0) >= 3 ? 1 : 0)),
    arm: rows.map(({ answer }) => (answer === 'Moor' ? 1 : 0)),
    participant: rows.map(({ reviewer }) => numberOf(reviewer)),
    case: rows.map(({ question }) => numberOf(question)),
  })
}
