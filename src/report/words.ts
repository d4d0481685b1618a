import type { Contrast, Results, Section, Verdict } from '../analysis/results-schema.ts'
import { count, decimal, listed } from './format.ts'

/** Names of arms, axes and renderings as the protocol labels them; an id that it does not know is its own name. */
export interface Names {
  readonly arm: (id: string) => string
  readonly axis: (id: string) => string
  /** Whether the protocol has the arm as a control that should lose. */
  readonly knownWorse: (id: string) => boolean
  /** Null, every rendering pooled, is `all renderings`. */
  readonly rendering: (id: string | null) => string
}

export function namesOf(results: Results): Names {
  const label = (list: readonly { readonly id: string; readonly label: string }[], id: string) =>
    list.find((entry) => entry.id === id)?.label ?? id
  return {
    arm: (id) => label(results.plan.arms, id),
    knownWorse: (id) => results.plan.arms.some((arm) => arm.id === id && arm.knownWorse),
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

/**
 * `the rest` for every other arm of the section, otherwise the arms by name. A section with an arm known to be
 * worse has no rest that is the same for all: that arm is in nobody's, so every name is written out.
 */
export function opponents(names: Names, section: Section | null, against: readonly string[]): string {
  const everyOther =
    section !== null &&
    section.arms.length > 2 &&
    against.length === section.arms.length - 1 &&
    !section.arms.some(({ arm }) => names.knownWorse(arm))
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

/** `5 points of win rate (10.0 points of win difference)`: pairwise margins in both units; null for no margin. */
export function marginWords(hypothesis: Verdict['hypothesis']): string | null {
  const { margin } = hypothesis
  if (margin === null) return null
  const words = marginUnitWords[margin.unit] ?? margin.unit
  const stated = `${margin.value} ${margin.value === 1 ? words.replace('points', 'point') : words}`
  switch (margin.unit) {
    case 'win-rate-points':
      return `${stated} (${decimal(margin.onEstimate * 100, 1)} points of win difference)`
    case 'win-difference-points':
      return `${stated} (${decimal(margin.onEstimate * 50, 1)} points of win rate)`
    default:
      return stated
  }
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

/** What is done with refusals in a set of answers; the words hold whichever of them the protocol chose. */
export function answerSetWords(set: Verdict['answerSets'][number]['set'], form: Section['form']): string {
  switch (set) {
    case 'all-questions':
      return form === 'pairwise' ? 'Refusals counted as losses' : 'Refusals counted as worst marks'
    case 'answered-by-all':
      return 'Only questions answered by every arm'
    case 'refusals-excluded':
      return 'Refusals left out'
  }
}

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

/** `7 of 29`: outcomes that the refusal rule gave, of all; null where it gave none. */
export function byRuleWords(outcomes: Contrast['outcomes']): string | null {
  if (outcomes === null || outcomes.byRefusalRule === 0) return null
  const all = outcomes.wins + outcomes.ties + outcomes.losses
  return `${count(outcomes.byRefusalRule)} of ${count(all)}`
}

/** Whether any refusal can have changed a number: false where none, or no status of an answer, is recorded. */
export function refusalsRecorded(results: Results): boolean {
  return results.data.refusals > 0 || results.data.coverage.some((row) => row.refused > 0)
}

/** Whether the plan has a time floor and the data hold times to apply it to; a remark of the analysis says if not. */
export function timeFloorApplied(results: Results): boolean {
  return (
    results.plan.minimumActiveSeconds !== null &&
    !results.remarks.some((remark) => remark.startsWith('The time floor of'))
  )
}

/** Words for a signed strength: `strong loss`, `tie`, `slight win`; plain where no strength was asked. */
export function levelWords(score: number, strengthAsked: boolean): string {
  if (score === 0) return 'tie'
  const side = score < 0 ? 'loss' : 'win'
  if (!strengthAsked) return side
  return `${Math.abs(score) >= 2 ? 'strong' : 'slight'} ${side}`
}
