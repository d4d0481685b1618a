import { describe, expect, it } from 'vitest'
import { parseProtocol } from '../../protocol/read.ts'
import type { MarkRow } from '../marks/mark-row.ts'
import { markTable } from '../marks/mark-table.ts'
import { marksOutsidePlan } from './sections.ts'

const { plan } = parseProtocol(
  {
    schemaVersion: 1,
    id: 'test',
    title: 'Test',
    question: 'Is one better than two?',
    arms: ['one', 'two'].map((id) => ({ id, kind: 'general' })),
    axes: [
      { id: 'pair', form: 'pairwise' },
      { id: 'mark', form: 'absolute', scale: { kind: 'ordinal', min: 1, max: 4 } },
    ],
    hypotheses: [{ id: 'h', kind: 'superiority', axis: 'pair', candidate: 'one', against: 'two' }],
    seed: 1,
  },
  (path) => ({ field: path.join('.') }),
)

const mark = (change: Partial<MarkRow>): MarkRow => ({
  item: 'q',
  axis: 'mark',
  rendering: null,
  reviewer: 'r',
  armA: 'one',
  armB: null,
  value: 2,
  strength: null,
  side: null,
  activeSeconds: null,
  role: 'study',
  ...change,
})

describe('marksOutsidePlan', () => {
  it('counts study marks that the plan has no place for, by what is foreign in them', () => {
    const table = markTable([
      mark({}),
      mark({ value: null }),
      mark({ axis: 'pair', armB: 'two', value: 1 }),
      mark({ value: 5 }),
      mark({ value: 2.5 }),
      mark({ armB: 'two', value: 1 }),
      mark({ axis: 'pair' }),
      mark({ axis: 'taste' }),
      mark({ armA: 'three' }),
      mark({ value: 5, role: 'training' }),
    ])
    expect(marksOutsidePlan(table, plan)).toEqual({
      otherRoles: 1,
      inExcludedRenderings: 0,
      unplanned: [
        '2 marks with a value off the scale of axis mark',
        '1 marks with another form than planned on axis mark',
        '1 marks with another form than planned on axis pair',
        '1 marks with arm three',
        '1 marks with axis taste',
      ],
    })
  })
})
