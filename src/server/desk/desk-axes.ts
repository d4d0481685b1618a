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
    if (axis.scale.kind !== 'rubric')
      return { form: 'absolute', ...words, marks: marksOf(axis.scale, axis.better ?? 'higher') }
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

/** Every mark with its words. An end that the protocol has no words for says which end it is: a bare number could be read either way. */
function marksOf(scale: Exclude<Scale, { kind: 'rubric' }>, better: 'higher' | 'lower') {
  if (scale.kind === 'binary') {
    return [
      { value: 0, anchor: 'No' },
      { value: 1, anchor: 'Yes' },
    ]
  }
  const { min, max, step = 1, anchors = {} } = scale
  const steps = Math.round((max - min) / step)
  const ends = better === 'higher' ? (['Worst', 'Best'] as const) : (['Best', 'Worst'] as const)
  return Array.from({ length: steps + 1 }, (_, index) => {
    // Steps such as 0.1 are not exact in binary: the mark is the number that would be written.
    const value = Number((min + index * step).toFixed(9))
    const end = index === 0 ? ends[0] : index === steps ? ends[1] : null
    return { value, anchor: anchors[String(value)] ?? end }
  })
}
