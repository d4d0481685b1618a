import { marginOnEstimate } from '../../protocol/margin.ts'
import type { Plan, PlannedAxis, PlannedHypothesis } from '../../protocol/plan.ts'
import type { Verdict, VerdictName } from '../results-schema.ts'
import { armPhrase } from './arm-phrase.ts'

/** What a verdict sentence is made from. */
export interface VerdictFacts {
  readonly hypothesis: PlannedHypothesis
  readonly verdict: VerdictName
  readonly estimate: Verdict['estimate']
  /** Arms of the hypothesis that the candidate was never compared with. */
  readonly uncompared: readonly string[]
  readonly interval: Verdict['interval']
}

/** The headline: one sentence that answers the locked hypothesis with its figure, and nothing else. */
export function headline(facts: VerdictFacts, plan: Plan): string {
  const axis = axisOf(plan, facts.hypothesis)
  // Only our own article gets a capital: a label is printed as its owner writes it.
  return `${claim(facts, plan, axis)}: ${figures(facts, axis, armPhrase([facts.hypothesis.candidate], plan.arms))}.`.replace(
    /^the /,
    'The ',
  )
}

function claim({ hypothesis, verdict, uncompared }: VerdictFacts, plan: Plan, axis: PlannedAxis): string {
  const candidate = armPhrase([hypothesis.candidate], plan.arms)
  const others = armPhrase(hypothesis.against, plan.arms)
  const { stratum } = hypothesis
  const among = stratum === null ? '' : ` among questions whose ${stratum.name} is ${stratum.level}`
  const on = `on ${inSentence(axis.label)}${among}`
  const preferred = axis.form === 'pairwise' ? 'preferred to' : 'marked better than'
  const margin = marginPhrase(hypothesis)
  const positive = {
    superiority: `${candidate} is ${preferred} ${others}`,
    'non-inferiority': `${candidate} is not worse than ${others} by ${margin} or more`,
    equivalence: `${candidate} and ${others} differ by less than ${margin}`,
  }[hypothesis.kind]
  switch (verdict) {
    case 'superior':
      return hypothesis.kind === 'superiority'
        ? `${positive} ${on}`
        : `${candidate} is better than ${others} by more than ${margin} ${on}`
    case 'inferior':
      return hypothesis.kind === 'superiority'
        ? `${others} ${hypothesis.against.length > 1 ? 'are' : 'is'} ${preferred} ${candidate} ${on}`
        : `${candidate} is worse than ${others} by more than ${margin} ${on}`
    case 'not superior':
      return `${candidate} is not ${preferred} ${others} ${on}`
    case 'non-inferior':
    case 'equivalent':
      return `${positive} ${on}`
    case 'parity cannot be claimed':
      return `Parity of ${candidate} and ${others} cannot be claimed ${on}; this trial has not shown that it could see a difference`
    case 'undetermined':
      return uncompared.length > 0
        ? `Nothing can be said of ${candidate} and ${others} ${on}, because nobody compared ${candidate} with ${armPhrase(uncompared, plan.arms)}`
        : `Nothing can be said of ${candidate} and ${others} ${on}, because the marks leave the error undefined`
    case 'cannot tell':
      return `This trial cannot tell whether ${positive} ${on}`
  }
}

function figures({ estimate, interval }: VerdictFacts, axis: PlannedAxis, candidate: string): string {
  if (estimate.estimate === null) return `${countPhrase(estimate, axis)}`
  const unit = axis.form === 'pairwise' ? 'points of win difference' : scaleUnit(axis)
  // Where a lower mark is better the difference is turned, and a bare plus would be read the wrong way round.
  const turned = axis.better === 'lower' ? ` in favour of ${candidate}` : ''
  const limits =
    interval === null
      ? 'no interval'
      : `${percent(interval.level)}% interval ${onScale(interval.lower, axis)} to ${onScale(interval.upper, axis)}`
  return `${onScale(estimate.estimate, axis)} ${unit}${turned} (${limits}), ${countPhrase(estimate, axis)}`
}

function countPhrase(estimate: Verdict['estimate'], axis: PlannedAxis): string {
  const rows = counted(estimate.n, axis.form === 'pairwise' ? 'comparison' : 'paired mark')
  const questions = `${rows} of ${counted(estimate.nQuestions, 'question')}`
  return estimate.nReviewers === null
    ? `${questions}; reviewers are not identified, so their variance is not in the interval`
    : `${questions} by ${counted(estimate.nReviewers, 'reviewer')}`
}

function counted(n: number, one: string): string {
  return n === 1 ? `1 ${one}` : `${n} ${one}s`
}

/** An estimate on the scale a person reads: percentage points, or points of the axis scale. */
export function onScale(value: number, axis: PlannedAxis): string {
  const ordinal = axis.form === 'absolute' && axis.scale?.kind === 'ordinal'
  const shown = ordinal ? value.toFixed(2) : (value * 100).toFixed(1)
  if (Number(shown) === 0) return shown.replace('-', '')
  return value > 0 ? `+${shown}` : shown.replace('-', '−')
}

/** What a difference of marks on the axis counts. */
export function scaleUnit(axis: PlannedAxis): string {
  if (axis.scale?.kind === 'ordinal') return `points of the ${axis.scale.min} to ${axis.scale.max} scale`
  return axis.scale?.kind === 'binary' ? 'percentage points' : 'rubric points'
}

/** A margin in its own unit, with the other of win rate and win difference beside it. */
export function marginPhrase(hypothesis: Pick<PlannedHypothesis, 'margin'>): string {
  const { margin } = hypothesis
  if (margin === null) return 'no margin'
  const points = margin.value === 1 ? 'point' : 'points'
  switch (margin.unit) {
    case 'win-rate-points':
      return `${margin.value} ${points} of win rate (${plain(marginOnEstimate(margin) * 100)} of win difference)`
    case 'win-difference-points':
      return `${margin.value} ${points} of win difference (${plain(margin.value / 2)} of win rate)`
    case 'scale-points':
      return `${margin.value} ${points} of the scale`
    case 'accuracy-points':
      return `${margin.value} ${points} of accuracy`
    case 'rubric-points':
      return `${margin.value} rubric ${points}`
    case 'risk-difference-points':
      return `${margin.value} percentage ${points} of risk`
  }
}

function axisOf(plan: Plan, hypothesis: PlannedHypothesis): PlannedAxis {
  const axis = plan.axes.find((candidate) => candidate.id === hypothesis.axis)
  if (axis === undefined) throw new RangeError(`The plan has no axis ${hypothesis.axis}.`)
  return axis
}

/** A label inside a sentence: its first letter small, unless it is an abbreviation. */
export function inSentence(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? `${label.charAt(0).toLowerCase()}${label.slice(1)}` : label
}

function percent(level: number): string {
  return plain(level * 100)
}

function plain(value: number): string {
  return String(Math.round(value * 100) / 100)
}
