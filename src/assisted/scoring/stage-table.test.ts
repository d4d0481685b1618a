import { expect, it } from 'vitest'
import type { StageScore } from '../trial-data.ts'
import { stageTable } from './stage-table.ts'

const row = (stage: StageScore['stage'], condition: boolean | null): StageScore => ({
  stage,
  arm: 'tarn',
  case: 'c',
  encounter: null,
  participant: null,
  condition,
  disposition: null,
})

it('counts what is scored, keeps what is missing apart, and puts stages in their order', () => {
  const scores = [
    row('person', false),
    row('expert-query', true),
    row('expert-query', true),
    row('expert-query', true),
    row('expert-query', false),
    row('expert-query', null),
  ]
  const [first, second, ...none] = stageTable(scores)
  expect(none).toEqual([])
  expect(first).toMatchObject({
    stage: 'expert-query',
    condition: { right: 3, scored: 4, missing: 1, share: 0.75 },
    disposition: { right: 0, scored: 0, missing: 5, share: null, ci: null },
  })
  // R 4.2.2: prop.test(3, 4, correct = FALSE)
  expect(first?.condition.ci?.lower).toBeCloseTo(0.300641842582, 10)
  expect(first?.condition.ci?.upper).toBeCloseTo(0.95441273919, 10)
  expect(second).toMatchObject({ stage: 'person', condition: { right: 0, scored: 1, share: 0 } })
})
