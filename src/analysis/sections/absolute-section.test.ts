import { describe, expect, it } from 'vitest'
import { answerStatuses } from '../marks/answer-status.ts'
import type { AnswerRow, MarkRow } from '../marks/mark-row.ts'
import { markTable } from '../marks/mark-table.ts'
import { absolute, planOf } from '../testing/marks.ts'
import { AbsoluteSection } from './absolute-section.ts'
import { sectionsOf } from './sections.ts'

const qualityOnly = (better: 'higher' | 'lower') => ({
  axes: [{ id: 'quality', form: 'absolute', scale: { kind: 'ordinal', min: 1, max: 4 }, better }],
  hypotheses: [{ id: 'h1', kind: 'superiority', axis: 'quality', candidate: 'one', against: 'two' }],
})

function sectionOf(
  rows: readonly MarkRow[],
  answers: readonly AnswerRow[] = [],
  better: 'higher' | 'lower' = 'higher',
) {
  const plan = planOf(qualityOnly(better))
  const marks = markTable(rows)
  const [section] = sectionsOf(marks, plan)
  if (section === undefined) throw new Error('The plan has an axis.')
  const source = new AbsoluteSection(marks, section, answerStatuses(marks, answers, plan), plan)
  const code = (arm: string) => marks.arms.indexOf(arm)
  const differences = (
    answerSet: 'all-questions' | 'answered-by-all' | 'refusals-excluded' = 'all-questions',
    against = ['two'],
  ) => [...source.contrast(code('one'), against.map(code), { answerSet, timeFloor: true }).values]
  return { source, differences }
}

const crossed = [
  absolute({ item: 'q1', reviewer: 'r1', armA: 'one', value: 4 }),
  absolute({ item: 'q1', reviewer: 'r1', armA: 'two', value: 3 }),
  absolute({ item: 'q1', reviewer: 'r2', armA: 'one', value: 2 }),
  absolute({ item: 'q1', reviewer: 'r2', armA: 'two', value: 2 }),
  absolute({ item: 'q2', reviewer: 'r1', armA: 'one', value: 1 }),
]

describe('AbsoluteSection', () => {
  it('pairs marks within a question and a reviewer, complete cells only', () => {
    const { source, differences } = sectionOf(crossed)
    expect(source.cells).toBe(3)
    expect(differences().sort()).toEqual([0, 1])
  })

  it('turns the difference where a lower mark is better', () => {
    const { differences } = sectionOf(crossed, [], 'lower')
    expect(
      differences()
        .map((value) => value || 0)
        .sort(),
    ).toEqual([-1, 0])
  })

  it('compares with the mean of several arms', () => {
    const { differences } = sectionOf([
      ...crossed.slice(0, 2),
      absolute({ item: 'q1', reviewer: 'r1', armA: 'three', value: 2 }),
    ])
    expect(differences('all-questions', ['two', 'three'])).toEqual([4 - 2.5])
  })

  it('gives a refused answer the worst mark in the cells of its question', () => {
    const answers: AnswerRow[] = [{ item: 'q2', arm: 'two', status: 'refused' }]
    expect(sectionOf(crossed, answers).differences().sort()).toEqual([0, 0, 1])
    // Where lower is better the worst mark is 4, and one is better by 3.
    expect(sectionOf(crossed, answers, 'lower').differences()).toContain(3)
    expect(sectionOf(crossed, answers).differences('refusals-excluded')).toHaveLength(2)
    expect(sectionOf(crossed, answers).differences('answered-by-all')).toHaveLength(2)
  })

  it('drops a failed answer everywhere', () => {
    const { differences } = sectionOf(crossed, [{ item: 'q1', arm: 'two', status: 'failed' }])
    expect(differences()).toEqual([])
  })

  it('averages per question where reviewers are not identified', () => {
    const { source, differences } = sectionOf(crossed.map((row) => ({ ...row, reviewer: null })))
    // q1: (4 + 2) / 2 against (3 + 2) / 2; q2 has no mark of two.
    expect(differences()).toEqual([0.5])
    expect(source.identified).toBe(false)
  })
})
