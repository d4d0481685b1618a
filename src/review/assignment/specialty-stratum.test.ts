import { expect, it } from 'vitest'
import { checkSpecialty } from './specialty-stratum.ts'

const rule = (stratum: string) => ({ specialty: { stratum, rule: 'only' as const } })
const items = [{ strata: { field: 'Cardiology', task: 'dose' } }, { strata: {} }]

it('refuses a stratum that no question has, and names those there are', () => {
  expect(() => checkSpecialty(rule('specialty'), items)).toThrow(
    'field review.specialty.stratum: No question has the stratum by which the protocol deals questions to specialties. Found "specialty". Expected field, task.',
  )
  expect(() => checkSpecialty(rule('specialty'), [{ strata: {} }])).toThrow('these have none')
  // Not a stratum, but a property that every object has.
  expect(() => checkSpecialty(rule('toString'), items)).toThrow('REVIEW_STRATUM_UNKNOWN')
})

it('has nothing to say where some question has it, where there is no rule, and before there are questions', () => {
  checkSpecialty(rule('field'), items)
  checkSpecialty({ specialty: null }, items)
  checkSpecialty(rule('specialty'), [])
})
