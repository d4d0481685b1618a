import { expect, it } from 'vitest'
import { measureChoosing } from './testing/measure-choosing.ts'

it('a choice among 10,000 units for one of 200 reviewers takes well under 5 ms', () => {
  const { units, choices, p95 } = measureChoosing()
  expect([units, choices >= units]).toEqual([10_200, true])
  expect(p95).toBeLessThan(5)
})
