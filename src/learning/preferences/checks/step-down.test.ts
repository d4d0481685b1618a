import { expect, it } from 'vitest'
import { excludedByRule } from './finding.ts'
import { judged, steppedDown } from './step-down.ts'

const finding = (reviewer: string, p: number | null) => ({
  check: 'inversion' as const,
  reviewer,
  n: 10,
  estimate: null,
  ci: null,
  p,
})

it('adjusts by Holm over the reviewers that can be tested', () => {
  // R 4.2.2: p.adjust(c(0.01, 0.04, 0.03), "holm") is 0.03 0.06 0.06.
  const told = judged([finding('a', 0.01), finding('b', 0.04), finding('c', 0.03), finding('d', null)])
  expect(told.map(({ adjustedP }) => adjustedP)).toEqual([0.03, 0.06, 0.06, null])
  expect(told.map(({ verdict }) => verdict)).toEqual([
    'flagged',
    'nothing found',
    'nothing found',
    'too few marks',
  ])
  expect([...excludedByRule(told)]).toEqual(['a'])
})

it('measures the rest anew without whoever was flagged', () => {
  const steps: string[][] = []
  const told = steppedDown((without) => {
    steps.push([...without])
    return without.has('bad') ? [finding('partner', 0.5)] : [finding('bad', 0.001), finding('partner', 0.01)]
  })
  expect(steps).toEqual([[], ['bad']])
  expect(told.map(({ reviewer, verdict }) => [reviewer, verdict])).toEqual([
    ['bad', 'flagged'],
    ['partner', 'nothing found'],
  ])
})
