import { type BrokenRule, unknownReference } from './broken-rule.ts'
import { fillDefaultsV1 } from './defaults-v1.ts'
import type { Plan } from './plan.ts'
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
  const form = 'arm' in mark ? 'absolute' : 'pairwise'
  const axes = plan.axes.filter((axis) => axis.form === form)
  const axis = axes.find(({ id }) => id === mark.axis)
  const named = 'arm' in mark ? { arm: mark.arm } : { better: mark.better, worse: mark.worse }
  const broken = Object.entries(named).flatMap(([field, arm]) =>
    arms.includes(arm) ? [] : [unknownReference([...path, field], 'arm', arm, arms)],
  )
  if (axis === undefined) {
    const known = axes.map(({ id }) => id)
    broken.push({
      ...unknownReference([...path, 'axis'], 'axis', mark.axis, known),
      message: `The protocol has no ${form} axis of this name.`,
      expected: known.length > 0 ? known.join(', ') : `an axis of the form ${form}`,
    })
  }
  if ('arm' in mark) {
    const scale = axis?.scale ?? null
    if (scale !== null && !isMark(mark.mark, scale)) {
      broken.push({
        code: 'PROTOCOL_REVIEW',
        path: [...path, 'mark'],
        message: `The axis ${mark.axis} has no such mark.`,
        value: String(mark.mark),
        expected: legalMarks(scale),
      })
    }
    return broken
  }
  if (mark.better !== mark.worse) return broken
  broken.push({
    code: 'PROTOCOL_AGAINST_ITSELF',
    path: [...path, 'worse'],
    message: 'An arm is compared with itself or named twice.',
    value: mark.worse,
    expected: 'another arm than the better one',
  })
  return broken
}
