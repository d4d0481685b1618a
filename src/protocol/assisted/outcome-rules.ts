import { type BrokenRule, unknownReference } from '../broken-rule.ts'
import type { Plan } from '../plan.ts'
import type { AssistedPlan } from './assisted-plan.ts'
import { brokenAssisted } from './broken-assisted.ts'

const outcomes = ['condition', 'disposition'] as const

/** Outcomes are two different axes, each a share of right decisions. */
export function outcomeRules({ axes }: Plan, assisted: AssistedPlan): BrokenRule[] {
  const usable = axes
    .filter((axis) => axis.form === 'absolute' && axis.scale?.kind === 'binary' && axis.better === 'higher')
    .map(({ id }) => id)
  const broken = outcomes.flatMap((outcome) => {
    const axis = assisted.outcomes[outcome]
    const path = ['assisted', 'outcomes', outcome]
    if (!axes.some(({ id }) => id === axis)) {
      return [
        unknownReference(
          path,
          'axis',
          axis,
          axes.map(({ id }) => id),
        ),
      ]
    }
    if (usable.includes(axis)) return []
    return [
      brokenAssisted(
        'OUTCOME',
        path,
        'A decision is right or not: its axis is absolute, binary, and higher is better.',
        axis,
        usable.join(', ') || 'an axis {form: absolute, scale: {kind: binary}}',
      ),
    ]
  })
  if (assisted.outcomes.condition !== assisted.outcomes.disposition) return broken
  return [
    ...broken,
    brokenAssisted(
      'OUTCOME',
      ['assisted', 'outcomes', 'disposition'],
      'The two outcomes are read on one axis.',
      assisted.outcomes.disposition,
      'an axis of its own for each',
    ),
  ]
}

/** What the analysis of decisions can answer: does an arm do better than the control on an outcome? */
export function hypothesisRules({ arms, hypotheses }: Plan, assisted: AssistedPlan): BrokenRule[] {
  const { control } = assisted
  const axes = outcomes.map((outcome) => assisted.outcomes[outcome])
  const models = arms.filter(({ id }) => id !== control).map(({ id }) => id)
  return hypotheses.flatMap((hypothesis, index) => {
    const broken = (field: string, message: string, value: string, expected: string) =>
      brokenAssisted('HYPOTHESIS', ['hypotheses', index, field], message, value, expected)
    const against = hypothesis.against.join(', ')
    return [
      ...(hypothesis.kind === 'superiority'
        ? []
        : [
            broken(
              'kind',
              'Arms are tested for a difference to the control.',
              hypothesis.kind,
              'superiority',
            ),
          ]),
      ...(axes.includes(hypothesis.axis)
        ? []
        : [broken('axis', 'The axis is no outcome of decisions.', hypothesis.axis, axes.join(' or '))]),
      ...(hypothesis.candidate === control
        ? [broken('candidate', 'The control is what arms are compared with.', control, models.join(', '))]
        : []),
      ...(against === control
        ? []
        : [broken('against', 'Arms are compared with the control.', against, control)]),
      ...(hypothesis.stratum === null
        ? []
        : [
            broken(
              'stratum',
              'Decisions are tested over all cases.',
              `${hypothesis.stratum.name}: ${hypothesis.stratum.level}`,
              'no stratum',
            ),
          ]),
    ]
  })
}
