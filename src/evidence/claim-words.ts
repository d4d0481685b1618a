import type { ClaimCheck, ClaimNeeds, ClaimReading } from './claim-check.ts'

/** The claim in words: what was assumed, what it proves, and what a win rate alone can never say. */
export interface ClaimWords {
  readonly assumptions: readonly string[]
  readonly findings: readonly string[]
  readonly cautions: readonly string[]
}

export function claimWords(check: ClaimCheck): ClaimWords {
  const { statement } = check
  return {
    assumptions: [
      statement.tieShare === null
        ? 'No ties (their share was not given; with ties the interval is narrower).'
        : `${percent(statement.tieShare)} ties, each counting one half.`,
      statement.designEffect === null
        ? `A design effect of ${check.designEffect} (not given; 1 is independent votes, 1 to 2 is plausible when questions and reviewers repeat).`
        : `A design effect of ${statement.designEffect}.`,
    ],
    findings: statement.n === null ? withoutSize(check) : withSize(check, statement.n),
    cautions: [
      'A margin counts only if it was set before the data.',
      'Parity also needs a known-worse arm that lost, ties allowed, and a stopping rule: without them inattentive reviewers or a lucky stop show parity of anything.',
      'Preference says nothing of safety, and holds for these questions and reviewers only.',
    ],
  }
}

function withSize(check: ClaimCheck, n: number): string[] {
  const rate = percent(check.statement.winRate)
  if (check.exact95 !== null) {
    const { lower, upper } = check.exact95
    const lopsided = lower > 0.5 || upper < 0.5
    return [
      `Every one of the ${count(n)} votes went one way, so the usual error is 0 and proves nothing. If votes were independent, the exact 95% interval is ${limit(lower)} to ${limit(upper)}: one side is ${lopsided ? '' : 'not '}shown to be preferred. The tables below rest on the usual error and say nothing.`,
    ]
  }
  const main = check.readings.find((reading) => reading.designEffect === check.designEffect)
  if (main === undefined || main.ci90 === null || main.ci95 === null) {
    return [`${rate} of ${count(n)} comparisons leaves no variance, so nothing is proved.`]
  }
  return [
    ...(check.tooFew
      ? [
          `${count(n)} ${n === 1 ? 'comparison is' : 'comparisons are'} too few for this arithmetic, which is a normal approximation: take it as a rough guide.`,
        ]
      : []),
    `${rate} of ${count(n)} ${n === 1 ? 'comparison' : 'comparisons'}: 95% interval ${limit(main.ci95.lower)} to ${limit(main.ci95.upper)}, 90% interval ${limit(main.ci90.lower)} to ${limit(main.ci90.upper)}.`,
    main.differsFromHalf
      ? `It shows that one side is preferred (the 95% interval leaves out 50%).`
      : `It does not show that either side is preferred (the 95% interval holds 50%), which is not the same as parity.`,
    paritySentence(check, main),
  ]
}

function paritySentence(check: ClaimCheck, main: ClaimReading): string {
  const { margin } = check.statement
  const shown = main.within.find((entry) => entry.margin === margin)?.shown ?? false
  const smallest = `the smallest margin it would prove is ${points(main.smallestProvableMargin)} of win rate`
  return shown
    ? `Parity to ${points(margin)} of win rate (${points(2 * margin)} of win difference) is shown; ${smallest}.`
    : `Parity to ${points(margin)} of win rate (${points(2 * margin)} of win difference) is not shown; ${smallest}. ${sizeSentence(check, 'It')}`
}

function withoutSize(check: ClaimCheck): string[] {
  const rate = percent(check.statement.winRate)
  return [
    `${rate} without the number of comparisons cannot be assessed: it may prove a lot or nothing.`,
    Math.abs(check.statement.winRate - 0.5) < check.statement.margin
      ? sizeSentence(check, `An observed ${rate}`)
      : differenceSentence(check, `An observed ${rate}`),
  ]
}

function sizeSentence(check: ClaimCheck, subject: string): string {
  const { margin } = check.statement
  const sizes = neededSizes(
    check,
    (needs) => needs.within.find((entry) => entry.margin === margin)?.n ?? null,
  )
  return sizes === null
    ? `${subject} can never show parity to ${points(margin)}: the rate itself is that far from 50%.`
    : `${subject} shows parity to ${points(margin)} of win rate from ${sizes}.`
}

function differenceSentence(check: ClaimCheck, subject: string): string {
  const sizes = neededSizes(check, (needs) => needs.differsFromHalf)
  return sizes === null
    ? `${subject} leaves no variance, so the usual error proves nothing at any number.`
    : `${subject} shows that one side is preferred from ${sizes}.`
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
