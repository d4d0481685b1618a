import type { Criterion } from '../../items/item.ts'
import type { MarkedAxis } from '../../review/marks/judgments-of-form.ts'
import { type ReviewProtocol, reviewerAxes, type WrittenAxis } from '../../review/marks/reviewer-axes.ts'
import type { DeskAxis } from '../contract/desk.ts'

/**
 * The axes that reviewers mark, as the page shows them. Of criteria they see the words alone: points and tags would say what
 * is wanted.
 *
 * @param rubric Criteria of the item; null where it has none that give a score, and then no axis by rubric.
 */
export function deskAxes(
  protocol: ReviewProtocol,
  form: 'pairwise' | 'absolute',
  rubric: readonly Criterion[] | null,
): DeskAxis[] {
  return reviewerAxes(protocol, form, rubric !== null).map((axis): DeskAxis => {
    const words = { id: axis.id, label: axis.label ?? axis.id, question: axis.question ?? null }
    if (axis.form === 'pairwise') return { form: 'pairwise', ...words }
    if (axis.scale.kind !== 'rubric') return { form: 'absolute', ...words, marks: marksOf(axis.scale) }
    return { form: 'rubric', ...words, criteria: (rubric ?? []).map(({ id, text }) => ({ id, text })) }
  })
}

/** The same axes as the reading of a form needs them. */
export function markedAxes(
  protocol: ReviewProtocol,
  form: 'pairwise' | 'absolute',
  rubric: readonly Criterion[] | null,
): MarkedAxis[] {
  return deskAxes(protocol, form, rubric).map((axis): MarkedAxis => {
    if (axis.form === 'pairwise') return { id: axis.id, by: 'preference' }
    if (axis.form === 'rubric') return { id: axis.id, by: 'criteria', criteria: rubric ?? [] }
    return { id: axis.id, by: 'points', points: axis.marks.map(({ value }) => value) }
  })
}

type Scale = Extract<WrittenAxis, { form: 'absolute' }>['scale']

function marksOf(scale: Exclude<Scale, { kind: 'rubric' }>) {
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
