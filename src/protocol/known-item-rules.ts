import { type BrokenRule, unknownReference } from './broken-rule.ts'
import { fillDefaultsV1 } from './defaults-v1.ts'
import type { Plan, PlannedAxis } from './plan.ts'
import type { ExpectedMark } from './review-known-items.ts'
import type { ReviewSection } from './review-section.ts'
import { isMark, legalMarks } from './scale.ts'
import type { ProtocolDocument } from './schema-v1.ts'

/** Training and gold: each item once, and marks that can be given. */
export function knownItemRules(section: ReviewSection, document: ProtocolDocument): BrokenRule[] {
  const seen = new Set<string>()
  const plan = fillDefaultsV1(document)
  return (['training', 'gold'] as const).flatMap((list) =>
    (section[list] ?? []).flatMap(({ item, marks = [] }, index) => {
      const path = ['review', list, index]
      const again = seen.has(item)
      seen.add(item)
      return [
        ...(again
          ? [
              {
                code: 'PROTOCOL_REVIEW',
                path: [...path, 'item'],
                message: 'An item is named twice in training and gold.',
                value: item,
                expected: 'each item once, in one of both',
              },
            ]
          : []),
        ...marks.flatMap((mark, place) => markRules(mark, [...path, 'marks', place], plan)),
      ]
    }),
  )
}

function markRules(mark: ExpectedMark, path: readonly (string | number)[], plan: Plan): BrokenRule[] {
  const arms = plan.arms.map((arm) => arm.id)
  const named = 'better' in mark ? { better: mark.better, worse: mark.worse } : { arm: mark.arm }
  const unknown = Object.entries(named).flatMap(([field, arm]) =>
    arms.includes(arm) ? [] : [unknownReference([...path, field], 'arm', arm, arms)],
  )
  const form = 'better' in mark ? 'pairwise' : 'absolute'
  const axes = plan.axes.filter((axis) => axis.form === form && plan.review.axes.includes(axis.id))
  const axis = axes.find(({ id }) => id === mark.axis)
  if (axis === undefined) return [...unknown, unknownAxis(mark.axis, form, [...path, 'axis'], axes)]
  if (!('better' in mark)) return [...unknown, ...absoluteRules(mark, path, axis)]
  if (mark.better !== mark.worse) return unknown
  return [
    ...unknown,
    {
      code: 'PROTOCOL_AGAINST_ITSELF',
      path: [...path, 'worse'],
      message: 'An arm is compared with itself or named twice.',
      value: mark.worse,
      expected: 'another arm than the better one',
    },
  ]
}

function unknownAxis(
  axis: string,
  form: 'pairwise' | 'absolute',
  path: readonly (string | number)[],
  axes: readonly PlannedAxis[],
): BrokenRule {
  const known = axes.map(({ id }) => id)
  return {
    ...unknownReference(path, 'axis', axis, known),
    message: `Reviewers mark no ${form} axis of this name.`,
    expected: known.length > 0 ? known.join(', ') : `an axis of the form ${form}`,
  }
}

/** A rubric axis is marked criterion by criterion; which criteria the item has is known when the review is opened. */
function absoluteRules(
  mark: Exclude<ExpectedMark, { readonly better: string }>,
  path: readonly (string | number)[],
  { id, scale }: PlannedAxis,
): BrokenRule[] {
  if (scale === null) return []
  const broken = (field: string, message: string, value: string, expected: string): BrokenRule[] => [
    { code: 'PROTOCOL_REVIEW', path: [...path, field], message, value, expected },
  ]
  if ('met' in mark) {
    return scale.kind === 'rubric'
      ? []
      : broken('met', `The axis ${id} is not marked by criteria.`, JSON.stringify(mark.met), 'the field mark')
  }
  if (scale.kind === 'rubric') {
    return broken('mark', `The axis ${id} is marked by criteria.`, String(mark.mark), 'the field met')
  }
  return isMark(mark.mark, scale)
    ? []
    : broken('mark', `The axis ${id} has no such mark.`, String(mark.mark), legalMarks(scale))
}
