import { expect, it } from 'vitest'
import { analyseTrial } from '../../analysis/assisted/analyse-trial.ts'
import { syntheticRequest } from '../../analysis/assisted/testing/synthetic-trial.ts'
import { trialResult } from './trial-lines.ts'

const results = analyseTrial(syntheticRequest())
const lines = (allocations: typeof results.allocations) =>
  trialResult({ ...results, allocations }, 'report').lines ?? []
const first = results.verdicts[0]?.headline ?? 'none'
const placeOf = (found: readonly string[], text: string) => found.findIndex((line) => line.includes(text))

it('says that allocations agree, after the verdicts', () => {
  const told = lines(results.allocations)
  expect(placeOf(told, '120 of 120 allocations of participants agree')).toBeGreaterThan(placeOf(told, first))
  expect(placeOf(told, 'SIMULATED')).toBe(-1)
})

it('says before the verdicts that they do not, with the first five', () => {
  const problems = Array.from({ length: 7 }, (_, place) => ({
    code: 'TRIAL_ALLOCATION_OTHER',
    sentence: `allocation ${place + 1}: The arm is not the one that the secret gives.`,
  }))
  const told = lines({ lists: [{ list: 'real', allocations: 120, agree: 113 }], problems })
  const verdict = placeOf(told, first)
  expect(placeOf(told, '113 of 120 allocations of participants agree')).toBeLessThan(verdict)
  expect(placeOf(told, 'allocation 5:')).toBeLessThan(verdict)
  expect(placeOf(told, 'allocation 6:')).toBe(-1)
  expect(placeOf(told, 'and 2 more')).toBeGreaterThan(0)
})

it('says nothing of allocations that were not compared', () => {
  expect(placeOf(lines(null), 'allocations')).toBe(-1)
})
