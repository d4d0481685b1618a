import type { Plan } from '../../protocol/plan.ts'
import type { ProtocolDocument } from '../../protocol/schema-v1.ts'

export type WrittenAxis = ProtocolDocument['axes'][number]

/** A protocol as written, for the words of its axes, and with its defaults, for which of them reviewers mark. */
export interface ReviewProtocol {
  readonly document: Pick<ProtocolDocument, 'axes'>
  readonly plan: { readonly review: Pick<Plan['review'], 'axes'> }
}

/**
 * The axes that reviewers mark in a form, in the order of the protocol.
 *
 * @param hasRubric Whether the item has criteria that give a score: without them it has no axis by rubric.
 */
export function reviewerAxes(
  { document, plan }: ReviewProtocol,
  form: 'pairwise' | 'absolute',
  hasRubric: boolean,
): readonly WrittenAxis[] {
  return document.axes.filter(
    (axis) => axis.form === form && plan.review.axes.includes(axis.id) && (hasRubric || !isRubricAxis(axis)),
  )
}

export function isRubricAxis(axis: WrittenAxis): boolean {
  return axis.form === 'absolute' && axis.scale.kind === 'rubric'
}

/** Whether reviewers mark some axis of the form criterion by criterion, where an item has criteria. */
export function marksCriteria(protocol: ReviewProtocol): boolean {
  return reviewerAxes(protocol, 'absolute', true).some(isRubricAxis)
}
