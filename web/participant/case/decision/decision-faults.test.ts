import { expect, it } from 'vitest'
import type { DecisionDraft } from '../../state/drafts.ts'
import { decisionFaults, namedConditions } from './decision-faults.ts'

const whole: DecisionDraft = {
  key: '10000000-0000-4000-8000-000000000000',
  conditions: [' migraine ', '', 'tension headache'],
  none: false,
  disposition: 'gp',
  confidence: 0,
}
const scale = ['self', 'gp']

it('takes a confidence of 0 for an answer, and nothing for none', () => {
  expect(decisionFaults(whole, scale)).toEqual({})
  expect(Object.keys(decisionFaults({ ...whole, confidence: null }, scale))).toEqual(['confidence'])
})

it('wants a condition, or to be told that there is none', () => {
  const empty = { ...whole, conditions: ['', '  '] }
  expect(Object.keys(decisionFaults(empty, scale))).toEqual(['conditions'])
  expect(decisionFaults({ ...empty, none: true }, scale)).toEqual({})
})

it('takes no disposition that is not on the scale', () => {
  expect(Object.keys(decisionFaults({ ...whole, disposition: null }, scale))).toEqual(['disposition'])
  expect(Object.keys(decisionFaults({ ...whole, disposition: 'moon' }, scale))).toEqual(['disposition'])
})

it('sends conditions in their order, trimmed, and none where the participant has none', () => {
  expect(namedConditions(whole)).toEqual(['migraine', 'tension headache'])
  expect(namedConditions({ ...whole, none: true })).toEqual([])
})
