import type { Plan, PlannedHypothesis } from '../../protocol/plan.ts'
import type { VerdictName } from '../results-schema.ts'
import { armPhrase } from '../verdicts/arm-phrase.ts'
import { inSentence, marginPhrase } from '../verdicts/verdict-words.ts'
import type { AssistedOutcome } from './results-schema.ts'

/** What the sentence of a verdict is made from. */
export interface TrialFacts {
  readonly hypothesis: PlannedHypothesis
  readonly verdict: VerdictName
  /** Risk difference. */
  readonly estimate: number | null
  readonly interval: { readonly level: number; readonly lower: number; readonly upper: number } | null
  readonly oddsRatio: AssistedOutcome['analyses'][number]['contrasts'][number]['oddsRatio']
  /** Decisions of comparator and candidate. */
  readonly n: readonly [number, number]
  readonly participants: number
  readonly cases: number
}

/** One sentence that answers the locked hypothesis with its figures, and nothing else. */
export function trialHeadline(facts: TrialFacts, plan: Plan): string {
  const sentence = `${claim(facts, plan)}: ${figures(facts)}.`
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

function claim({ hypothesis, verdict }: TrialFacts, plan: Plan): string {
  const own = `people with ${armPhrase([hypothesis.candidate], plan.arms)}`
  const others = `people with ${armPhrase(hypothesis.against, plan.arms)}`
  const axis = plan.axes.find(({ id }) => id === hypothesis.axis)?.label ?? hypothesis.axis
  const { stratum } = hypothesis
  const among = stratum === null ? '' : ` among cases whose ${stratum.name} is ${stratum.level}`
  const on = `on ${inSentence(axis)}${among}`
  const margin = marginPhrase(hypothesis)
  const positive = {
    superiority: `${own} decide better than ${others}`,
    'non-inferiority': `${own} do not decide worse than ${others} by ${margin} or more`,
    equivalence: `${own} and ${others} differ by less than ${margin}`,
  }[hypothesis.kind]
  switch (verdict) {
    case 'superior':
      return hypothesis.kind === 'superiority'
        ? `${positive} ${on}`
        : `${own} decide better than ${others} by more than ${margin} ${on}`
    case 'inferior':
      return hypothesis.kind === 'superiority'
        ? `${own} decide worse than ${others} ${on}`
        : `${own} decide worse than ${others} by more than ${margin} ${on}`
    case 'not superior':
      return `${own} do not decide better than ${others} ${on}`
    case 'non-inferior':
    case 'equivalent':
      return `${positive} ${on}`
    case 'parity cannot be claimed':
      return `parity of ${own} and ${others} cannot be claimed ${on}; this trial has not shown that it could see a difference`
    case 'undetermined':
      return `nothing can be said of ${own} and ${others} ${on}, because the decisions leave the error undefined`
    case 'cannot tell':
      return `this trial cannot tell whether ${positive} ${on}`
  }
}

function figures({ estimate, interval, oddsRatio, n, participants, cases }: TrialFacts): string {
  const counts = `${n[1]} against ${n[0]} decisions on ${cases} ${cases === 1 ? 'case' : 'cases'} by ${participants} ${participants === 1 ? 'participant' : 'participants'}`
  if (estimate === null) return counts
  const limits =
    interval === null
      ? 'no interval'
      : `${Math.round(interval.level * 1000) / 10}% interval ${points(interval.lower)} to ${points(interval.upper)}`
  const ratio = oddsRatio.estimate === null ? '' : `, odds ratio ${oddsRatio.estimate.toFixed(2)}`
  return `${points(estimate)} percentage points (${limits})${ratio}, ${counts}`
}

function points(value: number): string {
  const shown = (value * 100).toFixed(1)
  if (Number(shown) === 0) return shown.replace('-', '')
  return value > 0 ? `+${shown}` : shown.replace('-', '−')
}
