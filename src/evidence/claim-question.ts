import { type Problem, ProblemError } from '../problem.ts'
import type { MarginStanding } from './claim-words.ts'
import { isRatio } from './interval-at-level.ts'
import type { Claim, Effect } from './ledger/claim-schema.ts'

/** What a reader adds to a claim where the claim does not say it; null where nothing is added. */
export interface ClaimQuestion {
  /** Number of comparisons. */
  readonly n: number | null
  /** Points of win rate; of an effect that is none of wins, on its own scale. */
  readonly margin: number | null
  /** Share of ties, 0 to 1. */
  readonly ties: number | null
  readonly designEffect: number | null
}

export const nothingAsked: ClaimQuestion = { n: null, margin: null, ties: null, designEffect: null }

/** Limits of a margin in points of win rate. */
export const winRateMargins = { least: 0.1, most: 49.9 } as const

/** The margin that a claim is held against: its own, else the one that was asked for. */
export interface MarginOfClaim {
  /** On the scale of the effect. */
  readonly margin: number | null
  readonly standing: MarginStanding
}

export function marginOf(effect: Effect, question: ClaimQuestion): MarginOfClaim {
  if (effect.margin.value !== null) return { margin: effect.margin.value, standing: 'set' }
  return question.margin === null
    ? { margin: null, standing: 'none' }
    : { margin: onScaleOf(effect.kind, question.margin), standing: 'asked' }
}

export function isOfWins(kind: Effect['kind']): boolean {
  return kind === 'win-rate' || kind === 'win-difference'
}

/** Points of win rate are half the points of win difference. */
function onScaleOf(kind: Effect['kind'], margin: number): number {
  return kind === 'win-difference' ? 2 * margin : margin
}

/** Share of ties that the counts of an effect have; null without counts. */
export function tiesOf({ counts }: Effect): number | null {
  if (counts === undefined || counts.value === null) return null
  const { wins, ties, losses } = counts.value
  const total = wins + ties + losses
  return total === 0 ? null : ties / total
}

/**
 * Whether what a reader adds goes with the claim.
 *
 * @throws ProblemError CLAIM_SIZE_TWICE, CLAIM_MARGIN_TWICE or CLAIM_TIES_TWICE where the claim says another value,
 * CLAIM_OPTION_UNUSED where it would change nothing, USAGE_CLAIM_MARGIN for a margin that its kind of effect cannot have.
 */
export function checkQuestion({ effect }: Claim, question: ClaimQuestion): void {
  const problems =
    effect === null || effect.value.value === null
      ? unused(question, ['n', 'margin', 'ties', 'designEffect'], 'the claim has no effect to be tested')
      : [...contradictions(effect, question), ...useless(effect, question)]
  if (problems.length > 0) throw new ProblemError(problems)
}

function contradictions(effect: Effect, { n, margin, ties }: ClaimQuestion): Problem[] {
  const problems: Problem[] = []
  const twice = (code: string, field: string, what: string, given: number, said: number) =>
    problems.push({
      code,
      message: `The claim and ${field} name different ${what}.`,
      place: { field },
      value: String(given),
      expected: String(said),
      remedy: 'Leave the option out; what the claim says is used.',
    })
  const size = effect.n.value
  if (n !== null && size !== null && n !== size)
    twice('CLAIM_SIZE_TWICE', '--n', 'numbers of comparisons', n, size)
  const tied = tiesOf(effect)
  if (ties !== null && tied !== null && Math.abs(ties - tied) > 0.005)
    twice('CLAIM_TIES_TWICE', '--ties', 'shares of ties', ties, Number(tied.toFixed(4)))
  const set = effect.margin.value
  if (margin !== null && set !== null && Math.abs(onScaleOf(effect.kind, margin) - set) > 1e-9)
    twice(
      'CLAIM_MARGIN_TWICE',
      '--margin',
      'margins',
      margin,
      effect.kind === 'win-difference' ? set / 2 : set,
    )
  return problems
}

function useless(effect: Effect, question: ClaimQuestion): Problem[] {
  const names = ['n', 'ties', 'designEffect'] as const
  if (!isOfWins(effect.kind)) {
    const why = 'the claim is of no win rate'
    return [
      ...unused(question, names, why),
      ...(effect.interval.value === null
        ? unused(question, ['margin'], 'the claim gives no interval')
        : marginRange(effect.kind, question.margin)),
    ]
  }
  return [
    ...marginRange(effect.kind, question.margin),
    ...(effect.interval.value === null
      ? []
      : unused(
          // A number that is the claim's own is no mistake.
          { ...question, n: question.n === effect.n.value ? null : question.n },
          effect.n.value === null ? names : ['ties', 'designEffect'],
          'the interval of the claim holds its error already',
        )),
  ]
}

function marginRange(kind: Effect['kind'], margin: number | null): Problem[] {
  if (margin === null) return []
  const { least, most } = winRateMargins
  const [legal, expected] = isOfWins(kind)
    ? ([margin >= least && margin <= most, `${least} to ${most} points of win rate`] as const)
    : isRatio(kind)
      ? ([margin > 1, 'a ratio above 1, such as 1.25 for 0.8 to 1.25'] as const)
      : ([margin > 0, 'a number above 0, on the scale of the effect'] as const)
  return legal
    ? []
    : [
        {
          code: 'USAGE_CLAIM_MARGIN',
          message: 'No margin of this claim can be so.',
          place: { field: '--margin' },
          value: String(margin),
          expected,
          remedy: 'Change the margin.',
        },
      ]
}

const options = { n: '--n', margin: '--margin', ties: '--ties', designEffect: '--design-effect' } as const

function unused(question: ClaimQuestion, names: readonly (keyof ClaimQuestion)[], why: string): Problem[] {
  return names
    .filter((name) => question[name] !== null)
    .map((name) => ({
      code: 'CLAIM_OPTION_UNUSED',
      message: `${options[name]} changes nothing here: ${why}.`,
      place: { field: options[name] },
      value: String(question[name]),
      expected: null,
      remedy: 'Leave it out.',
    }))
}
