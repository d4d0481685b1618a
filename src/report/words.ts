import type { Contrast, Results, Section, Verdict } from '../analysis/results-schema.ts'
import { listed } from './format.ts'
import { magnitude, measureOf } from './measure.ts'

/** Names of arms, axes and renderings as the protocol labels them; an id that it does not know is its own name. */
export interface Names {
  readonly arm: (id: string) => string
  readonly axis: (id: string) => string
  /** Null, every rendering pooled, is `all renderings`. */
  readonly rendering: (id: string | null) => string
}

export function namesOf(results: Results): Names {
  const label = (list: readonly { readonly id: string; readonly label: string }[], id: string) =>
    list.find((entry) => entry.id === id)?.label ?? id
  return {
    arm: (id) => label(results.plan.arms, id),
    axis: (id) => label(results.plan.axes, id),
    rendering: (id) => (id === null ? 'all renderings' : label(results.plan.renderings, id)),
  }
}

/** `Accuracy, text only`; the axis alone where the protocol names no rendering. */
export function sectionName(
  results: Results,
  names: Names,
  of: { readonly axis: string; readonly rendering: string | null },
): string {
  const axis = names.axis(of.axis)
  return results.plan.renderings.length === 0 && of.rendering === null
    ? axis
    : `${axis}, ${names.rendering(of.rendering)}`
}

/** `the rest` for every other arm of the section, otherwise the arms by name. */
export function opponents(names: Names, section: Section | null, against: readonly string[]): string {
  const everyOther = section !== null && section.arms.length > 2 && against.length === section.arms.length - 1
  return everyOther ? everyOtherArm : listed(against.map(names.arm))
}

/** `Aurora against Borealis`; the arm alone where it stands against every other. */
export function contrastName(names: Names, section: Section | null, contrast: Contrast): string {
  return againstName(names.arm(contrast.candidate), opponents(names, section, contrast.against))
}

/** The arm with its opponents; alone where those are the rest. */
export function againstName(arm: string, others: string): string {
  return others === everyOtherArm ? arm : `${arm} against ${others}`
}

const everyOtherArm = 'the rest'

const marginUnitWords: Readonly<Record<string, string>> = {
  'win-rate-points': 'points of win rate',
  'win-difference-points': 'points of win difference',
  'scale-points': 'points of the scale',
  'accuracy-points': 'percentage points of accuracy',
  'rubric-points': 'points of rubric score',
  'risk-difference-points': 'percentage points of risk difference',
}

/** `5 points of win rate (10.0 points of win difference)`; null where the hypothesis has no margin. */
export function marginWords(results: Results, hypothesis: Verdict['hypothesis']): string | null {
  const { margin } = hypothesis
  if (margin === null) return null
  const stated = `${margin.value} ${marginUnitWords[margin.unit] ?? margin.unit}`
  if (margin.unit !== 'win-rate-points') return stated
  return `${stated} (${magnitude(measureOf(results, hypothesis.axis), margin.onEstimate)} points of win difference)`
}

/** A description is the reading of one unadjusted interval. These words never name it a verdict. */
export const descriptionWords: Readonly<Record<NonNullable<Contrast['description']>['class'], string>> = {
  superior: 'interval above zero',
  superior_within_margin: 'interval above zero and inside the margin',
  equivalent: 'no difference larger than the margin',
  noninferior: 'not worse by more than the margin',
  not_superior: 'not better by more than the margin',
  inferior: 'interval below zero',
  inferior_within_margin: 'interval below zero and inside the margin',
  inconclusive: 'this trial cannot tell',
  undetermined: 'undetermined',
}

export const answerSetWords = {
  'all-questions': 'All questions, refusals by the rule',
  'answered-by-all': 'Questions answered by every arm',
  'refusals-excluded': 'Refused answers left out',
} as const

export const refusalRuleWords = {
  'worst-mark': 'a refusal counts as the worst mark of the scale and loses every comparison',
  loss: 'a refusal loses every comparison',
  excluded: 'refused answers are left out',
} as const

export const sensitivityWords = {
  'strong-preferences-only': 'Strong preferences only, slight ones as ties',
  'mean-score': 'Mean signed strength',
  'pairs-weighted-equally': 'Pairs weighted equally',
  'without-time-floor': 'Without the time floor',
} as const

/** Words for a signed strength: `strong loss`, `tie`, `slight win`; plain where no strength was asked. */
export function levelWords(score: number, strengthAsked: boolean): string {
  if (score === 0) return 'tie'
  const side = score < 0 ? 'loss' : 'win'
  if (!strengthAsked) return side
  return `${Math.abs(score) >= 2 ? 'strong' : 'slight'} ${side}`
}
