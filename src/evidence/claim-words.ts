import type { ClaimCheck, ClaimNeeds, ClaimReading } from './claim-check.ts'

/** The claim in words: what was assumed, what it proves, and what a win rate alone can never say. */
export interface ClaimWords {
  readonly assumptions: readonly string[]
  readonly findings: readonly string[]
  readonly cautions: readonly string[]
}

/**
 * Whose the margin is: `set` by the claim or with the published rate; `asked` by the reader of a claim that set none; `none`:
 * nobody set or asked for one, and the usual one stands in the tables. `one-sided`: the claim's margin is of non-inferiority or
 * superiority, so parity is not what it is about.
 */
export type MarginStanding = 'set' | 'asked' | 'none' | 'one-sided'

export const noMargin = 'No margin was set, so it says nothing of equivalence'

export const marginCaution = 'A margin counts only if it was set before the data.'

/** What a margin and a preference alone never say. */
export const preferenceCautions = [
  marginCaution,
  'Parity also needs a known-worse arm that lost, ties allowed, and a stopping rule: without them inattentive reviewers or a lucky stop show parity of anything.',
  'Preference says nothing of safety, and holds for these questions and reviewers only.',
] as const

export function claimWords(check: ClaimCheck, margin: MarginStanding = 'set'): ClaimWords {
  const { statement } = check
  return {
    assumptions: [
      statement.tieShare === null
        ? 'No ties (their share was not given; with ties the interval is narrower).'
        : `${percent(statement.tieShare)} ties, each counting one half.`,
      statement.designEffect === null
        ? `A design effect of ${check.designEffect} (not given; 1 is independent votes, 1 to 2 is plausible when questions and reviewers repeat).`
        : `A design effect of ${statement.designEffect}.`,
      'A difference is judged by the exact binomial test, parity by two one-sided tests at 5% in the normal approximation.',
    ],
    findings: statement.n === null ? withoutSize(check, margin) : withSize(check, statement.n, margin),
    cautions: preferenceCautions,
  }
}

function withSize(check: ClaimCheck, n: number, margin: MarginStanding): string[] {
  const rate = percent(check.statement.winRate)
  if (check.exact95 !== null) {
    const { lower, upper } = check.exact95
    const lopsided = lower > 0.5 || upper < 0.5
    return [
      `Every one of the ${count(n)} votes went one way, so the usual error is 0 and proves nothing. If votes were independent, the exact 95% interval is ${limit(lower)} to ${limit(upper)}: one side is ${lopsided ? '' : 'not '}shown to be preferred. Tables of the usual error say nothing of it.`,
    ]
  }
  const main = check.readings.find((reading) => reading.designEffect === check.designEffect)
  if (main === undefined || main.ci90 === null || main.exact95 === null) {
    return [`${rate} of ${count(n)} comparisons leaves no variance, so nothing is proved.`]
  }
  return [
    ...(check.tooFew
      ? [
          `${count(n)} ${n === 1 ? 'comparison is' : 'comparisons are'} too few for the arithmetic of parity, which is a normal approximation: take it as a rough guide.`,
        ]
      : []),
    `${rate} of ${count(n)} ${n === 1 ? 'comparison' : 'comparisons'}: exact 95% interval ${limit(main.exact95.lower)} to ${limit(main.exact95.upper)}, 90% interval ${limit(main.ci90.lower)} to ${limit(main.ci90.upper)}${main.designEffect === 1 ? '' : ` (at a design effect of ${main.designEffect})`}.`,
    main.differsFromHalf
      ? `It shows that one side is preferred (the exact 95% interval leaves out 50%).`
      : `It does not show that either side is preferred (the exact 95% interval holds 50%), which is not the same as parity.`,
    paritySentence(check, main, margin),
  ]
}

function paritySentence(check: ClaimCheck, main: ClaimReading, standing: MarginStanding): string {
  const { margin } = check.statement
  const shown = main.within.find((entry) => entry.margin === margin)?.shown ?? false
  const smallest = smallestWords(main.smallestProvableMargin)
  if (standing === 'none') return `${noMargin}; ${smallest}.`
  if (standing === 'one-sided') return `Of parity: ${smallest}.`
  const asked = standing === 'asked'
  const verdict = asked ? `would ${shown ? '' : 'not '}be shown` : `is ${shown ? '' : 'not '}shown`
  return [
    ...(asked ? [askedMargin] : []),
    `Parity to ${bothScales(margin)} ${verdict}; ${smallest}.`,
    ...(shown ? [] : [sizeSentence(check, 'It')]),
  ].join(' ')
}

export const askedMargin =
  'The claim set no margin; this is of the one asked for now, which proves nothing by itself.'

/** `5 points of win rate (10 points of win difference)`. */
function bothScales(margin: number): string {
  return `${points(margin)} of win rate (${points(2 * margin)} of win difference)`
}

function smallestWords(smallest: number | null): string {
  return smallest === null || smallest >= 0.5
    ? 'it would prove no margin below 50 points of win rate'
    : `the smallest margin it would prove is ${points(smallest)} of win rate`
}

function withoutSize(check: ClaimCheck, margin: MarginStanding): string[] {
  const rate = percent(check.statement.winRate)
  const mayBeParity = Math.abs(check.statement.winRate - 0.5) < check.statement.margin
  return [
    `${rate} without the number of comparisons cannot be assessed: it may prove a lot or nothing.`,
    ...(margin === 'asked' ? [askedMargin] : []),
    mayBeParity && margin !== 'one-sided'
      ? sizeSentence(check, `An observed ${rate}`, margin === 'none')
      : differenceSentence(check, `An observed ${rate}`),
    ...(margin === 'none' ? [`${noMargin}.`] : []),
  ]
}

function sizeSentence(check: ClaimCheck, subject: string, notSet = false): string {
  const { margin } = check.statement
  const within = (needs: ClaimNeeds) => needs.within.find((entry) => entry.margin === margin)
  const sizes = neededSizes(check, (needs) => within(needs)?.n ?? null)
  if (sizes === null)
    return `${subject} can never show parity to ${points(margin)}: the rate itself is that far from 50%.`
  const first = check.needs[0]
  const exact = first === undefined ? null : (within(first)?.exactN ?? null)
  return `${subject} ${notSet ? 'would show' : 'shows'} parity to ${points(margin)} of win rate${notSet ? ', had that been the margin,' : ''} from ${sizes}${exact === null ? '' : `; by exact tests in place of the normal approximation from ${count(exact)}`}.`
}

function differenceSentence(check: ClaimCheck, subject: string): string {
  const sizes = neededSizes(check, (needs) => needs.differsFromHalf)
  return sizes === null
    ? `${subject} shows no difference at any number.`
    : `${subject} shows that one side is preferred from ${sizes}, by the exact binomial test at that number and every larger one.`
}

/** `282 comparisons (423 at a design effect of 1.5, 564 at 2)`; null where no number is enough. */
function neededSizes(check: ClaimCheck, size: (needs: ClaimNeeds) => number | null): string | null {
  const [first, ...others] = check.needs.map((needs) => ({ effect: needs.designEffect, n: size(needs) }))
  if (first === undefined || first.n === null) return null
  const rest = others.map(({ effect, n }) => `${count(n ?? 0)} at ${effect}`)
  const at =
    first.effect === 1 ? 'independent comparisons' : `comparisons at a design effect of ${first.effect}`
  return `${count(first.n)} ${at}${rest.length === 0 ? '' : ` (at a design effect: ${rest.join(', ')})`}`
}

/** A limit of an interval: `46.7%`. */
function limit(share: number): string {
  return `${(100 * Math.min(1, Math.max(0, share))).toFixed(1)}%`
}

/** A published share: `49.9%`, with two decimals where one would hide a digit. */
function percent(share: number): string {
  const value = Number((100 * share).toPrecision(12))
  return `${Number.isInteger(value * 10) ? value.toFixed(1) : value.toFixed(2).replace(/0$/, '')}%`
}

function points(share: number | null): string {
  if (share === null) return 'no margin'
  const value = Number((100 * share).toPrecision(12))
  const text = Number.isInteger(value) ? String(value) : value.toFixed(1)
  return `${text} ${text === '1' ? 'point' : 'points'}`
}

function count(n: number): string {
  return n.toLocaleString('en-GB')
}
