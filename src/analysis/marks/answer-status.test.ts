import { describe, expect, it } from 'vitest'
import { parseProtocol } from '../../protocol/read.ts'
import { answerStatuses } from './answer-status.ts'
import type { MarkRow } from './mark-row.ts'
import { markTable } from './mark-table.ts'

const { plan } = parseProtocol(
  {
    schemaVersion: 1,
    id: 'test',
    title: 'Test',
    question: 'Is one better than two?',
    arms: ['one', 'two', 'bad'].map((id) => ({ id, kind: 'general' })),
    axes: [{ id: 'mark', form: 'absolute', scale: { kind: 'ordinal', min: 1, max: 4 } }],
    hypotheses: [{ id: 'h', kind: 'superiority', axis: 'mark', candidate: 'one', against: 'two' }],
    seed: 1,
  },
  (path) => ({ field: path.join('.') }),
)

const mark = (item: string, armA: string): MarkRow => ({
  item,
  axis: 'mark',
  rendering: null,
  reviewer: 'r',
  armA,
  armB: null,
  value: 2,
  strength: null,
  side: null,
  activeSeconds: null,
  role: 'study',
})

describe('coverage', () => {
  it('counts for each arm its own items, also for an arm that no mark names', () => {
    const marks = markTable([mark('q1', 'one'), mark('q2', 'one'), mark('q1', 'two')])
    const answers = [
      { item: 'q1', arm: 'two', status: 'answered' },
      { item: 'q3', arm: 'two', status: 'refused' },
      { item: 'q1', arm: 'bad', status: 'failed' },
    ] as const
    expect(answerStatuses(marks, answers, plan).coverage).toEqual([
      { arm: 'one', items: 2, answered: 0, refused: 0, failed: 0, unrecorded: 2 },
      { arm: 'two', items: 2, answered: 1, refused: 1, failed: 0, unrecorded: 0 },
      { arm: 'bad', items: 1, answered: 0, refused: 0, failed: 1, unrecorded: 0 },
    ])
  })
})
