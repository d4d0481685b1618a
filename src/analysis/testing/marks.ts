import type { Plan } from '../../protocol/plan.ts'
import { parseProtocol } from '../../protocol/read.ts'
import type { ProtocolDocument } from '../../protocol/schema-v1.ts'
import type { AnswerRow, MarkRow } from '../marks/mark-row.ts'
import { type MarkTable, markTable } from '../marks/mark-table.ts'

/** A pairwise mark with everything but what a test is about left at its plainest. */
export function pair(given: Partial<MarkRow> & Pick<MarkRow, 'item' | 'value'>): MarkRow {
  return {
    axis: 'utility',
    rendering: null,
    reviewer: 'r1',
    armA: 'one',
    armB: 'two',
    strength: null,
    side: 'a',
    activeSeconds: null,
    role: 'study',
    ...given,
  }
}

/** An absolute mark on the axis `quality`. */
export function absolute(given: Partial<MarkRow> & Pick<MarkRow, 'item' | 'value'>): MarkRow {
  return pair({ axis: 'quality', armB: null, side: null, ...given })
}

export function marksOf(...rows: readonly MarkRow[]): MarkTable {
  return markTable(rows)
}

export const noAnswers: readonly AnswerRow[] = []

/** A plan with the arms one, two and three, a pairwise axis `utility` and an absolute axis `quality`. */
export function planOf(changes: Record<string, unknown> = {}): Plan {
  return planDocument(changes).plan
}

/** The same with the document it was read from. */
export function planDocument(changes: Record<string, unknown> = {}): {
  readonly plan: Plan
  readonly document: ProtocolDocument
} {
  return parseProtocol(
    {
      schemaVersion: 1,
      id: 'test',
      title: 'Test',
      question: 'Is one better than two?',
      arms: [
        { id: 'one', label: 'One', kind: 'own' },
        { id: 'two', label: 'Two', kind: 'general' },
        { id: 'three', label: 'Three', kind: 'baseline', knownWorse: true },
      ],
      axes: [
        { id: 'utility', label: 'Utility', form: 'pairwise', primary: true },
        { id: 'quality', label: 'Quality', form: 'absolute', scale: { kind: 'ordinal', min: 1, max: 4 } },
      ],
      hypotheses: [{ id: 'h1', kind: 'superiority', axis: 'utility', candidate: 'one', against: 'two' }],
      resamples: 1000,
      seed: 7,
      ...changes,
    },
    (path) => ({ field: path.join('.') }),
  )
}
