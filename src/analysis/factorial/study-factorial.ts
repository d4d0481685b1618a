import { stagesOf } from '../../protocol/factorial-rules.ts'
import { type FactorialMember, factorialMember } from '../../protocol/factorial-section.ts'
import type { Plan, PlannedAxis } from '../../protocol/plan.ts'
import type { ArmContrast } from '../../statistics/crossed/arm-contrast.ts'
import { type Factorial, type FactorialStage, factorial } from '../../statistics/crossed/factorial.ts'
import type { FactorialEffect, FactorialResult } from '../results/factorial-schema.ts'
import type { ContrastChoice } from '../sections/contrast-values.ts'
import { PairwiseSection } from '../sections/pairwise-section.ts'
import type { SectionSource } from '../sections/section.ts'
import type { SectionRows } from '../sections/sections.ts'
import { factorialRows } from './factorial-rows.ts'
import { factorialLimits, factorialSentences } from './factorial-words.ts'

/**
 * The factorial of a plan on the marks of its axis in the primary rendering; null where the plan has none.
 *
 * @param rows Sections of the study, with `sources` in the same order.
 * @param arms The plan's arms with their codes; -1 for an arm without marks.
 */
export function studyFactorial(
  plan: Plan,
  rows: readonly SectionRows[],
  sources: readonly SectionSource[],
  arms: readonly { readonly id: string; readonly code: number }[],
  choice: ContrastChoice,
): FactorialResult | null {
  const planned = plan.factorial
  if (planned === null) return null
  const rendering = plan.renderings.find(({ primary }) => primary)?.id ?? null
  const place = rows.findIndex((one) => one.axis.id === planned.axis && one.rendering === rendering)
  const source = sources[place]
  if (source === undefined) throw new RangeError(`No section has axis ${planned.axis}.`)
  const members = planned.arms.map((id): FactorialMember => {
    const arm = plan.arms.find((one) => one.id === id)
    const member = arm === undefined ? null : factorialMember(arm)
    if (member === null) throw new RangeError(`The arm ${id} is no member of a factorial.`)
    return member
  })
  const stages = stagesOf(members)
  const code = (id: string) => arms.find((arm) => arm.id === id)?.code ?? -1
  const against = planned.against === null ? null : code(planned.against)
  const { marks, left } = factorialRows(source, planned.arms.map(code), against, choice)
  const stated = members.every(({ arm }) => arm.preferences !== null)
  const computed = factorial({
    marks,
    stages,
    arms: members.map(({ family, size, feedback, arm }) => ({
      family,
      size,
      stage: feedback,
      preferences: arm.preferences ?? 0,
    })),
  })
  const perArm = new Array<number>(members.length).fill(0)
  for (const arm of Array.from(marks.arm)) perArm[arm] = (perArm[arm] ?? 0) + 1
  const bare = {
    axis: planned.axis,
    rendering,
    form: source.axis.form,
    against: planned.against,
    reference: stages[0] ?? 'none',
    arms: members.map((member, index) =>
      armOf(member, perArm[index] ?? 0, computed.means[index], source.axis),
    ),
    others: othersOf(plan, source, arms, marks.question, choice),
    n: computed.n,
    leftOut: left,
    nQuestions: computed.nQuestions,
    nReviewers: computed.nReviewers,
    size: {
      step: effectOf(computed.sizeStep),
      doubling: effectOf(computed.sizeDoubling),
      families: familiesOf(members),
    },
    stages: computed.stages.map((stage, index) =>
      stageOf(stage, members, stages[index + 1] ?? 'none', stated),
    ),
  }
  return { ...bare, sentences: factorialSentences(bare, plan), limits: factorialLimits(bare) }
}

function effectOf({ estimate, se, df, ci, p }: ArmContrast): FactorialEffect {
  return { estimate, se, df, ci95: ci, p }
}

/** Means are printed on the scale of the axis, also where a lower mark is better. */
function armOf(
  { arm, family, baseModel, size, feedback }: FactorialMember,
  n: number,
  mean: Factorial['means'][number] | undefined,
  axis: PlannedAxis,
): FactorialResult['arms'][number] {
  const turned = axis.better === 'lower'
  const ci = mean?.ci ?? null
  const estimate = mean?.estimate ?? null
  return {
    arm: arm.id,
    family,
    baseModel,
    size,
    feedback,
    preferences: arm.preferences,
    n,
    mean: estimate === null || !turned ? estimate : -estimate,
    ci95: ci === null || !turned ? ci : { lower: -ci.upper, upper: -ci.lower },
  }
}

/** Mean marks of the other arms on the questions of the factorial. */
function othersOf(
  plan: Plan,
  source: SectionSource,
  arms: readonly { readonly id: string; readonly code: number }[],
  questions: ArrayLike<number>,
  choice: ContrastChoice,
): FactorialResult['others'] {
  if (source instanceof PairwiseSection) return []
  const asked = new Set(Array.from(questions))
  return plan.arms.flatMap((arm) => {
    if (arm.knownWorse || plan.factorial?.arms.includes(arm.id) === true) return []
    const code = arms.find(({ id }) => id === arm.id)?.code ?? -1
    const marks = Array.from({ length: source.cells }, (_, cell) =>
      asked.has(source.question[cell] ?? -1) ? source.mark(cell, code, choice) : null,
    ).filter((mark) => mark !== null)
    if (marks.length === 0) return []
    return [{ arm: arm.id, size: arm.size, mean: marks.reduce((sum, mark) => sum + mark, 0) / marks.length }]
  })
}

function familiesOf(members: readonly FactorialMember[]): FactorialResult['size']['families'] {
  return [...new Set(members.map(({ family }) => family))].map((family) => ({
    family,
    sizes: [...new Set(members.filter((one) => one.family === family).map(({ size }) => size))].sort(
      (one, other) => one - other,
    ),
  }))
}

function stageOf(
  { effect, interaction, perThousandPreferences, thousandsPerStep }: FactorialStage,
  members: readonly FactorialMember[],
  feedback: FactorialResult['reference'],
  stated: boolean,
): FactorialResult['stages'][number] {
  const own = members.filter((member) => member.feedback === feedback).map(({ arm }) => arm.preferences)
  const known = own.filter((preferences) => preferences !== null)
  return {
    feedback,
    effect: effectOf(effect),
    interaction: effectOf(interaction),
    perThousandPreferences:
      stated && perThousandPreferences !== null ? effectOf(perThousandPreferences) : null,
    preferencesPerStep:
      stated && perThousandPreferences !== null && thousandsPerStep !== null
        ? preferencesOf(thousandsPerStep, perThousandPreferences)
        : null,
    preferences:
      known.length < own.length || known.length === 0
        ? null
        : { fewest: Math.min(...known), most: Math.max(...known) },
  }
}

/** In preferences instead of thousands; feedback that does harm buys nothing, however many preferences there are. */
function preferencesOf(
  { estimate, ci, noRatio }: NonNullable<FactorialStage['thousandsPerStep']>,
  perThousand: ArmContrast,
): FactorialResult['stages'][number]['preferencesPerStep'] {
  const none = (
    undefinedBecause: 'effect-undefined' | 'effect-not-away-from-zero' | 'feedback-does-worse',
  ) => ({
    estimate: null,
    ci95: null,
    undefinedBecause,
  })
  if (noRatio === 'denominator-undefined') return none('effect-undefined')
  if (noRatio === 'denominator-not-away-from-zero') return none('effect-not-away-from-zero')
  if ((perThousand.estimate ?? 0) < 0) return none('feedback-does-worse')
  return {
    estimate: estimate === null ? null : estimate * 1000,
    ci95: ci === null ? null : { lower: ci.lower * 1000, upper: ci.upper * 1000 },
    undefinedBecause: null,
  }
}
