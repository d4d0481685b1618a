import type { ProtocolDocument } from '../../protocol/schema-v1.ts'
import type { MarkedAxis } from '../../review/marks/judgments-of-form.ts'
import type { DeskAxis } from '../contract/desk.ts'

type WrittenAxis = ProtocolDocument['axes'][number]

/**
 * The axes that reviewers mark, as the page shows them. A rubric score is the work of judges, criterion by criterion, and is
 * not among them.
 */
export function deskAxes(axes: readonly WrittenAxis[], form: 'pairwise' | 'absolute'): DeskAxis[] {
  return axes.flatMap((axis): DeskAxis[] => {
    if (axis.form !== form) return []
    const words = { id: axis.id, label: axis.label ?? axis.id, question: axis.question ?? null }
    if (axis.form === 'pairwise') return [{ form: 'pairwise', ...words }]
    const marks = marksOf(axis.scale)
    return marks === null ? [] : [{ form: 'absolute', ...words, marks }]
  })
}

/** The same axes as the reading of a form needs them. */
export function markedAxes(axes: readonly WrittenAxis[], form: 'pairwise' | 'absolute'): MarkedAxis[] {
  return deskAxes(axes, form).map((axis) => ({
    id: axis.id,
    marks: axis.form === 'pairwise' ? null : axis.marks.map(({ value }) => value),
  }))
}

function marksOf(scale: Extract<WrittenAxis, { form: 'absolute' }>['scale']) {
  if (scale.kind === 'rubric') return null
  if (scale.kind === 'binary') {
    return [
      { value: 0, anchor: 'No' },
      { value: 1, anchor: 'Yes' },
    ]
  }
  const { min, max, step = 1, anchors = {} } = scale
  const steps = Math.round((max - min) / step)
  return Array.from({ length: steps + 1 }, (_, index) => {
    // Steps such as 0.1 are not exact in binary: the mark is the number that would be written.
    const value = Number((min + index * step).toFixed(9))
    return { value, anchor: anchors[String(value)] ?? null }
  })
}
