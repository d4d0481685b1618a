import { expect, it } from 'vitest'
import { reviewerName, simulatedPanel } from '../testing/simulated-reviewers.ts'
import { dataFindingSchema, dataFindings } from './data-finding.ts'
import { panelFindings } from './panel-findings.ts'

const study = { gold: [], judgments: [] }
const marks = simulatedPanel({
  ...{ seed: 1, reviewers: 10, questions: 400, reviewersPerQuestion: 3, repeats: 0 },
  faults: { 3: { inverted: 1 } },
})

it('blocks by what is found, and names nobody', () => {
  const found = panelFindings(marks, study, 1)
  expect(found.map(({ code, weight }) => [code, weight])).toEqual([
    ['agreement', 'blocks'],
    ['inversion', 'blocks'],
  ])
  expect(found.map((one) => dataFindingSchema.parse(one))).toEqual(found)
  expect(JSON.stringify(found)).not.toContain(reviewerName(3))
})

it('tells and does not block once a person has decided about everybody flagged', () => {
  const decided = panelFindings(marks, study, 1, (reviewer) => reviewer === reviewerName(3))
  expect(decided.map(({ code, weight }) => [code, weight])).toEqual([
    ['agreement', 'note'],
    ['inversion', 'note'],
  ])
  const other = panelFindings(marks, study, 1, (reviewer) => reviewer === reviewerName(4))
  expect(other.map(({ weight }) => weight)).toEqual(['blocks', 'blocks'])
})

it('says nothing of reviewers who are not flagged', () => {
  const finding = { check: 'gold', reviewer: 'r', n: 9, estimate: 1, ci: null, p: 1, adjustedP: 1 } as const
  expect(dataFindings([{ ...finding, verdict: 'nothing found' }])).toEqual([])
  const [all] = dataFindings([{ ...finding, reviewer: null, estimate: 0.5, p: 0.01, verdict: 'flagged' }])
  expect(all?.sentence).toBe(
    'The check gold of reviewers flags all together 0.5 over 9 marks, adjusted p 1 (share of marks on items with a known answer that were right).',
  )
})
