import type { FeedbackStage } from '../../protocol/arm-training.ts'
import type { Plan, PlannedAxis } from '../../protocol/plan.ts'
import type { FactorialEffect, FactorialResult } from '../results/factorial-schema.ts'
import { inSentence, onScale, scaleUnit } from '../verdicts/verdict-words.ts'

type Told = Omit<FactorialResult, 'sentences' | 'limits'>

/** Stages of feedback as they stand in a sentence. */
export const stageWords: Readonly<Record<FeedbackStage, string>> = {
  none: 'no feedback',
  sft: 'supervised tuning',
  'self-distillation': 'self-distillation',
  dpo: 'preference optimisation (DPO)',
}

/** What the numbers of a factorial say, one sentence each. */
export function factorialSentences(result: Told, plan: Plan): string[] {
  const axis = plan.axes.find(({ id }) => id === result.axis)
  if (axis === undefined) throw new RangeError(`The plan has no axis ${result.axis}.`)
  return [
    sizeSentence(result, axis),
    ...result.stages.flatMap((stage) => [
      effectSentence(result, stage, axis),
      interactionSentence(stage, axis),
      preferencesSentence(stage),
    ]),
  ]
}

function sizeSentence({ size, stages }: Told, axis: PlannedAxis): string {
  const steps = size.families.map(
    ({ family, sizes }) => `${family}: ${sizes.join(' to ')} billion parameters`,
  )
  return `One step of size (${steps.join('; ')}) moves ${inSentence(axis.label)} by ${figures(size.step, axis)}, averaged over ${stages.length + 1} stages of feedback; a doubling by ${figures(size.doubling, axis)}.`
}

function effectSentence(
  { reference }: Told,
  stage: FactorialResult['stages'][number],
  axis: PlannedAxis,
): string {
  return `Compared with ${stageWords[reference]}, ${stageWords[stage.feedback]} moves it by ${figures(stage.effect, axis)}, averaged over the sizes.`
}

function interactionSentence(
  { feedback, interaction }: FactorialResult['stages'][number],
  axis: PlannedAxis,
): string {
  const { estimate, ci95 } = interaction
  const by = figures(interaction, axis)
  if (estimate === null || ci95 === null) {
    return `Whether ${stageWords[feedback]} does more in larger models cannot be told: ${by}.`
  }
  if (ci95.lower > 0) return `With ${stageWords[feedback]} a step of size does more than without: ${by}.`
  if (ci95.upper < 0) return `With ${stageWords[feedback]} a step of size does less than without: ${by}.`
  return `Whether a step of size does more or less with ${stageWords[feedback]} than without cannot be told: ${by}.`
}

function preferencesSentence({
  feedback,
  preferencesPerStep,
  preferences,
}: FactorialResult['stages'][number]): string {
  const name = stageWords[feedback]
  if (preferencesPerStep === null) {
    return `How many preferences of ${name} are worth a step of size is not worked out: the protocol does not say of every arm how many it was trained with.`
  }
  const { estimate, ci95, undefinedBecause } = preferencesPerStep
  switch (undefinedBecause) {
    case 'effect-not-away-from-zero':
      return `No number of preferences of ${name} can be put beside a step of size: what they do is not shown to differ from 0, so any number at all would fit these marks.`
    case 'feedback-does-worse':
      return `No number of preferences of ${name} is worth a step of size: what they do is shown to be for the worse.`
    case 'effect-undefined':
      return `No number of preferences of ${name} can be put beside a step of size: the marks leave the error of what they do undefined.`
    case null:
      break
  }
  if (estimate === null) return `How many preferences of ${name} are worth a step of size is undefined.`
  const limits = ci95 === null ? 'no interval' : `95% interval ${whole(ci95.lower)} to ${whole(ci95.upper)}`
  if (estimate <= 0) {
    return `A step of size did not do better here, so there is nothing for preferences of ${name} to make up for: ${whole(estimate)} preferences (${limits}).`
  }
  return [
    `One step of size is worth about ${whole(estimate)} preferences of ${name} (${limits}), if every preference does the same.`,
    ...(ci95 !== null && ci95.lower <= 0 ? ['That the larger size is better at all is not shown.'] : []),
    ...(preferences !== null && estimate > preferences.most
      ? [`No arm was trained with more than ${whole(preferences.most)}: the number is an extrapolation.`]
      : []),
  ].join(' ')
}

/** What a factorial of given models cannot say. */
export function factorialLimits({ size, leftOut, stages }: Told): string[] {
  return [
    'No hypothesis was locked for these effects: intervals and p-values are not adjusted, and give no verdict.',
    'Nobody drew by lot which model has which size. Base models of different sizes differ in more than size (data, recipe, date), so the effect of size is what these models differ by, and not what parameters do.',
    'Feedback is compared inside the same base model. Stages may still differ in more than the preferences: who gave them, on which questions, how long the training was.',
    'Every cell is one training run. How a second run with the same data would differ is not in the intervals, which hold for these models on other questions and with other reviewers.',
    ...(size.families.length === 1 ? ['One family of base models: another may answer differently.'] : []),
    ...(stages.some(({ preferencesPerStep }) => preferencesPerStep !== null)
      ? [
          'The number of preferences takes a straight line from none to those that were used. Learning curves usually flatten, and then the number is too low.',
        ]
      : []),
    ...(leftOut > 0 ? [`Left out are ${leftOut} marks of questions on which some arm has none.`] : []),
  ]
}

function figures({ estimate, ci95 }: FactorialEffect, axis: PlannedAxis): string {
  if (estimate === null) return 'nothing that can be worked out'
  const unit = axis.form === 'pairwise' ? 'points of win difference' : scaleUnit(axis)
  const limits =
    ci95 === null
      ? 'no interval'
      : `95% interval ${onScale(ci95.lower, axis)} to ${onScale(ci95.upper, axis)}`
  return `${onScale(estimate, axis)} ${unit} (${limits})`
}

/** Preferences with two significant digits: nobody knows a third. */
function whole(value: number): string {
  const rounded = Number(value.toPrecision(2))
  return `${rounded < 0 ? '−' : ''}${Math.round(Math.abs(rounded))}`.replace(/\B(?=(\d{3})+$)/g, ',')
}
