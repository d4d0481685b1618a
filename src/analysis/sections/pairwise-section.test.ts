import { describe, expect, it } from 'vitest'
import { answerStatuses } from '../marks/answer-status.ts'
import type { AnswerRow, MarkRow } from '../marks/mark-row.ts'
import { markTable } from '../marks/mark-table.ts'
import { pair, planOf } from '../testing/marks.ts'
import { PairwiseSection } from './pairwise-section.ts'
import { sectionsOf } from './sections.ts'

function sectionOf(
  rows: readonly MarkRow[],
  answers: readonly AnswerRow[] = [],
  changes: Record<string, unknown> = {},
) {
  const plan = planOf(changes)
  const marks = markTable(rows)
  const [section] = sectionsOf(marks, plan)
  if (section === undefined) throw new Error('The plan has an axis.')
  const source = new PairwiseSection(marks, section, answerStatuses(marks, answers, plan), plan)
  const code = (arm: string) => marks.arms.indexOf(arm)
  return { source, code }
}

const all = { answerSet: 'all-questions', timeFloor: true } as const

describe('PairwiseSection', () => {
  it('turns every comparison to the side of the candidate', () => {
    const { source, code } = sectionOf([
      pair({ item: 'q1', value: 1 }),
      pair({ item: 'q2', value: 1, armA: 'two', armB: 'one' }),
      pair({ item: 'q3', value: 0 }),
      pair({ item: 'q4', value: 1, armB: 'three' }),
    ])
    expect([...source.contrast(code('one'), [code('two')], all).values]).toEqual([1, -1, 0])
    expect([...source.contrast(code('one'), [code('two'), code('three')], all).values]).toEqual([1, -1, 0, 1])
    expect([...source.contrast(code('two'), [code('one')], all).values].map((value) => value || 0)).toEqual([
      -1, 1, 0,
    ])
  })

  it('scores strong preferences and strengths', () => {
    const { source, code } = sectionOf([
      pair({ item: 'q1', value: 1, strength: 2 }),
      pair({ item: 'q2', value: -1, strength: 1 }),
      pair({ item: 'q3', value: 0 }),
    ])
    const opponent = [code('two')]
    expect(
      [...source.contrast(code('one'), opponent, all, 'strong').values].map((value) => value || 0),
    ).toEqual([1, 0, 0])
    expect([...source.contrast(code('one'), opponent, all, 'strength').values]).toEqual([2, -1, 0])
    expect(source.strengthKnown).toBe(true)
  })

  it('leaves out other roles, missing marks and marks of arms outside the plan', () => {
    const { source } = sectionOf([
      pair({ item: 'q1', value: 1 }),
      pair({ item: 'q2', value: 1, role: 'training' }),
      pair({ item: 'q3', value: null }),
      pair({ item: 'q4', value: 1, armB: 'elsewhere' }),
    ])
    expect(source.size).toBe(1)
    expect(source.missingMarks).toBe(1)
  })

  it('counts marks under the time floor and leaves them out only where asked', () => {
    const rows = [
      pair({ item: 'q1', value: 1, activeSeconds: 9.9 }),
      pair({ item: 'q2', value: -1, activeSeconds: 10 }),
      pair({ item: 'q3', value: -1 }),
    ]
    const { source, code } = sectionOf(rows, [], { exclusions: { minimumActiveSeconds: 10 } })
    expect(source.underTimeFloor).toBe(1)
    expect([...source.contrast(code('one'), [code('two')], all).values]).toEqual([-1, -1])
    expect([...source.contrast(code('one'), [code('two')], { ...all, timeFloor: false }).values]).toEqual([
      1, -1, -1,
    ])
  })

  it('keeps a refusal, a failure and a missing mark apart', () => {
    const rows = [
      pair({ item: 'q1', value: 1 }),
      pair({ item: 'q2', value: null }),
      pair({ item: 'q3', value: null }),
      pair({ item: 'q4', value: 1 }),
      pair({ item: 'q5', value: null }),
      pair({ item: 'q6', value: -1 }),
    ]
    const { source, code } = sectionOf(rows, [
      { item: 'q3', arm: 'one', status: 'refused' },
      { item: 'q4', arm: 'two', status: 'failed' },
      { item: 'q5', arm: 'one', status: 'refused' },
      { item: 'q5', arm: 'two', status: 'refused' },
      { item: 'q6', arm: 'three', status: 'refused' },
    ])
    const values = (answerSet: 'all-questions' | 'answered-by-all' | 'refusals-excluded') =>
      [...source.contrast(code('one'), [code('two')], { answerSet, timeFloor: true }).values].map(
        (value) => value || 0,
      )
    // q1 win, q3 refused by one: loss, q5 refused by both: tie, q6 loss; q2 missing, q4 failed.
    expect(values('all-questions')).toEqual([1, -1, 0, -1])
    expect(values('refusals-excluded')).toEqual([1, -1])
    expect(values('answered-by-all')).toEqual([1])
    expect(source.missingMarks).toBe(1)
  })

  it('does not identify reviewers where any mark has none', () => {
    const { source, code } = sectionOf([
      pair({ item: 'q1', value: 1 }),
      pair({ item: 'q2', value: 1, reviewer: null }),
    ])
    expect(source.identified).toBe(false)
    expect(source.contrast(code('one'), [code('two')], all).reviewer).toBeNull()
  })
})
