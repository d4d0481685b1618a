import { type FeedbackStage, feedbackStages } from './arm-training.ts'
import { type BrokenRule, unknownReference } from './broken-rule.ts'
import { fillDefaultsV1 } from './defaults-v1.ts'
import { type FactorialMember, factorialMember } from './factorial-section.ts'
import type { Plan } from './plan.ts'
import type { ProtocolDocument } from './schema-v1.ts'

/** What arms say of their training must fit together, and a factorial must be whole. */
export function factorialRules(document: ProtocolDocument): BrokenRule[] {
  const plan = fillDefaultsV1(document)
  return [...trainingRules(plan), ...sectionRules(plan)]
}

function trainingRules({ arms }: Plan): BrokenRule[] {
  return arms.flatMap(({ feedback, preferences }, index) => {
    if (feedback === 'none' ? preferences === 0 : feedback !== null || preferences === null) return []
    return [
      {
        code: 'PROTOCOL_PREFERENCES',
        path: ['arms', index, 'preferences'],
        message: 'Preferences that an arm was trained with need the stage of feedback that used them.',
        value: String(preferences),
        expected: 'feedback: sft, self-distillation or dpo beside it; 0 or nothing for feedback: none',
      },
    ]
  })
}

function sectionRules(plan: Plan): BrokenRule[] {
  const { factorial } = plan
  if (factorial === null) return []
  const known = plan.arms.map(({ id }) => id)
  const references = [
    ...factorial.arms.flatMap((arm, index) =>
      known.includes(arm) ? [] : [unknownReference(['factorial', 'arms', index], 'arm', arm, known)],
    ),
    ...axisRules(plan),
  ]
  if (references.length > 0) return references
  const members = factorial.arms.map((id) => {
    const arm = plan.arms.find((one) => one.id === id)
    return arm === undefined || arm.knownWorse ? null : factorialMember(arm)
  })
  const unstated = members.flatMap((member, index) =>
    member !== null
      ? []
      : [
          {
            code: 'PROTOCOL_FACTORIAL_ARM',
            path: ['factorial', 'arms', index],
            message:
              'An arm of the factorial does not say all that it is crossed by, or is known to be worse.',
            value: factorial.arms[index] ?? null,
            expected: 'family, baseModel, feedback and a size in billions in the arm; without knownWorse',
          },
        ],
  )
  return unstated.length > 0 ? unstated : wholeRules(members.filter((member) => member !== null))
}

function axisRules(plan: Plan): BrokenRule[] {
  const { factorial } = plan
  if (factorial === null) return []
  const axis = plan.axes.find(({ id }) => id === factorial.axis)
  if (axis === undefined) {
    const axes = plan.axes.map(({ id }) => id)
    return [unknownReference(['factorial', 'axis'], 'axis', factorial.axis, axes)]
  }
  const others = plan.arms.map(({ id }) => id).filter((id) => !factorial.arms.includes(id))
  const { against } = factorial
  const fits = axis.form === 'pairwise' ? against !== null && others.includes(against) : against === null
  if (fits) return []
  return [
    {
      code: 'PROTOCOL_FACTORIAL_AGAINST',
      path: ['factorial', 'against'],
      message:
        axis.form === 'pairwise'
          ? 'On a pairwise axis all arms of the factorial are compared with one arm outside it.'
          : 'On an axis of single marks the arms of the factorial are compared with nobody.',
      value: against,
      expected: axis.form === 'pairwise' ? others.join(', ') || 'an arm outside the factorial' : 'nothing',
    },
  ]
}

function wholeRules(members: readonly FactorialMember[]): BrokenRule[] {
  const stages = stagesOf(members)
  const broken = (message: string, value: string, expected: string): BrokenRule => ({
    code: 'PROTOCOL_FACTORIAL_WHOLE',
    path: ['factorial', 'arms'],
    message,
    value,
    expected,
  })
  if (stages.length < 2) {
    return [
      broken(
        'All arms of the factorial have the same feedback.',
        stages.join(', '),
        'two stages of feedback or more',
      ),
    ]
  }
  return [...new Set(members.map(({ family }) => family))].flatMap((family) => {
    const own = members.filter((member) => member.family === family)
    const sizes = [...new Set(own.map(({ size }) => size))]
    if (sizes.length < 2) {
      return [
        broken(
          `The family ${family} has one size only.`,
          sizes.join(', '),
          'two sizes or more of every family',
        ),
      ]
    }
    return sizes.flatMap((size) => {
      const cell = own.filter((member) => member.size === size)
      const bases = [...new Set(cell.map(({ baseModel }) => baseModel))]
      const name = `${family} of ${size} billion`
      return [
        ...stages.flatMap((stage) => {
          const n = cell.filter(({ feedback }) => feedback === stage).length
          return n === 1
            ? []
            : [broken(`There is not one arm of ${name} with feedback ${stage}.`, String(n), '1')]
        }),
        ...(bases.length === 1
          ? []
          : [broken(`Arms of ${name} have different base models.`, bases.join(', '), 'one base model')]),
      ]
    })
  })
}

/** The stages that occur, in their order. */
export function stagesOf(members: readonly { readonly feedback: FeedbackStage }[]): FeedbackStage[] {
  return feedbackStages.filter((stage) => members.some(({ feedback }) => feedback === stage))
}
