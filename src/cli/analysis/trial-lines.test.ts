import { expect, it } from 'vitest'
import { analyseTrial } from '../../analysis/assisted/analyse-trial.ts'
import { syntheticRequest } from '../../analysis/assisted/testing/synthetic-trial.ts'
import { trialResult } from './trial-lines.ts'

const lines = (options: Parameters<typeof syntheticRequest>[0]) =>
  trialResult(analyseTrial(syntheticRequest(options)), 'report').lines

it('says first that nobody real took part, gives no empty verdict, and labels what is SIMULATED', () => {
  const told = lines({ participantsPerArm: 0, simulated: 30 })
  // After the line on the SAMPLE study.
  expect(told[2]).toMatch(/^Nobody real took part, so nothing can be said of people\. 30 SIMULATED/)
  expect(told.join('\n')).not.toContain('UNDETERMINED')
  expect(told).not.toContain('  control: 0 participants, 0 decisions, 0 missing.')
  // Three arms, two outcomes.
  expect(told.filter((line) => line.startsWith('  SIMULATED, '))).toHaveLength(6)
})

it('leads with the verdicts where people decided, and tells of SIMULATED ones in the report alone', () => {
  const told = lines({ simulated: 30 })
  expect(told.some((line) => line.startsWith('SUPERIOR'))).toBe(true)
  expect(told.some((line) => line.startsWith('  SIMULATED, '))).toBe(false)
})

it('lists deviations', () => {
  const results = analyseTrial(syntheticRequest())
  const deviations = [{ kind: 'protocol' as const, place: 'seed', description: 'changed after the lock' }]
  const told = trialResult({ ...results, deviations }, 'report')
  expect(told.lines).toContain('1 deviation:')
  expect(told.lines).toContain('  seed: changed after the lock')
  expect(told.json).toMatchObject({ deviations, lead: null })
})
