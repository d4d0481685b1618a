import { type ClaimCheck, type ClaimReading, checkClaim } from './claim-check.ts'
import { type MarginCase, marginSentences, unsaidHypothesis } from './claim-margin.ts'
import { type ClaimQuestion, checkQuestion, isOfWins, marginOf, tiesOf } from './claim-question.ts'
import {
  type ClaimWords,
  claimWords,
  type MarginStanding,
  marginCaution,
  preferenceCautions,
} from './claim-words.ts'
import { figureFindings } from './figure-findings.ts'
import { effectText, figureText, levelText, withMinusSigns, withUnit } from './figure-text.ts'
import { noDifference } from './interval-at-level.ts'
import type { Claim, Effect } from './ledger/claim-schema.ts'
import { designOf, type LedgerIndex } from './ledger/ledger.ts'
import { type ClaimStatus, claimStatus } from './status/claim-status.ts'

/** A claim of the ledger and what it proves. */
export interface ClaimReadingOfLedger {
  readonly claim: string
  readonly status: ClaimStatus
  /** The arithmetic of a win rate; null for any other effect. */
  readonly check: ClaimCheck | null
  /** What that arithmetic assumed; empty without it. */
  readonly assumptions: readonly string[]
  readonly findings: readonly string[]
  /** What a margin and a preference never say; empty for a claim without an effect. */
  readonly cautions: readonly string[]
  /** What a reader would have to know and cannot, from the ledger. */
  readonly unknown: readonly string[]
  /** Claims that bear on it, as sentences. */
  readonly others: readonly string[]
}

const marks = {
  P: 'read in the primary text, code or data',
  A: 'read in an abstract or a registry record',
  S: 'known through the account of others alone',
  C: 'computed from public data or by arithmetic',
} as const

/**
 * @param question What a reader adds where the claim does not say it.
 * @throws ProblemError of `checkQuestion`.
 */
export function readClaim(index: LedgerIndex, claim: Claim, question: ClaimQuestion): ClaimReadingOfLedger {
  checkQuestion(claim, question)
  const status = claimStatus(index, claim)
  const { effect } = claim
  const check = effect === null ? null : winRateCheck(effect, question)
  const words = effect === null || check === null ? null : claimWords(check, parityStanding(effect, question))
  return {
    claim: claim.id,
    status,
    check,
    assumptions: words?.assumptions ?? [],
    findings: [
      withMinusSigns(claim.statement),
      `It is ${claim.kind === 'opinion' || claim.kind === 'amplification' ? 'an' : 'a'} ${claim.kind}, ${marks[claim.access]}.`,
      `Status: ${status.name}. ${withMinusSigns(status.because)}`,
      ...(effect === null
        ? withoutEffect(claim)
        : effectFindings(index, claim, effect, question, check, words)),
    ],
    cautions: effect === null ? [] : isOfWins(effect.kind) ? preferenceCautions : [marginCaution],
    unknown: unknowns(index, claim),
    others: (index.relations.get(claim.id) ?? [])
      .filter(({ to, kind }) => to === claim.id && kind !== 'amplifies')
      .map(({ from, kind, why }) => `${from} ${kind} it: ${withMinusSigns(why)}`),
  }
}

function withoutEffect(claim: Claim): string[] {
  switch (claim.kind) {
    case 'opinion':
      return ['It measures nothing, so it proves nothing.']
    case 'amplification':
      return ['It repeats what another claim says, so it adds no proof.']
    default:
      return figureFindings(claim.figures)
  }
}

/** Points of win rate that stand in the sentences where nobody set or asked for a margin. */
const usualMargin = 5

/** The arithmetic of a published win rate, which needs no interval: it says what number of comparisons it would take. */
function winRateCheck(effect: Effect, question: ClaimQuestion): ClaimCheck | null {
  const value = effect.value.value
  if (value === null || !isOfWins(effect.kind) || effect.interval.value !== null) return null
  const n = effect.n.value ?? question.n
  const halves = effect.kind === 'win-rate' ? 1 : 2
  const { margin } = marginOf(effect, question)
  return checkClaim({
    winRate: effect.kind === 'win-rate' ? value / 100 : (1 + value / 100) / 2,
    n: n === 0 ? null : n,
    tieShare: tiesOf(effect) ?? question.ties,
    designEffect: question.designEffect,
    margin: (margin === null ? usualMargin : margin / halves) / 100,
  })
}

/** A claim of non-inferiority is not held against parity. */
function parityStanding(effect: Effect, question: ClaimQuestion): MarginStanding {
  const { standing } = marginOf(effect, question)
  const oneSided = effect.hypothesis === 'non-inferiority' || effect.hypothesis === 'superiority'
  return standing === 'set' && oneSided ? 'one-sided' : standing
}

function effectFindings(
  index: LedgerIndex,
  claim: Claim,
  effect: Effect,
  question: ClaimQuestion,
  check: ClaimCheck | null,
  words: ClaimWords | null,
): string[] {
  const value = effect.value.value
  if (value === null) return ['It gives no estimate, so it proves nothing.']
  const better = isOfWins(effect.kind) ? 'higher' : (index.outcomes.get(claim.outcome ?? '')?.better ?? null)
  const { kind, hypothesis } = effect
  const given = { kind, value, hypothesis, better, ...marginOf(effect, question) }
  if (check !== null && words !== null)
    return [...restated(effect, value, check), ...words.findings, ...oneSidedFindings(given, check)]
  const interval = effect.interval.value
  const estimate = `An estimate of ${withUnit(kind, effectText(kind, value))}`
  if (interval === null)
    return [`${estimate} without an interval does not say how sure it is, so it proves no difference.`]
  const none = noDifference[kind]
  const { lower, upper, level } = interval
  const range = `${levelText(level)} interval ${effectText(kind, lower)} to ${effectText(kind, upper)}`
  return [
    lower > none || upper < none
      ? `${estimate}, ${range}: it shows a difference (the interval leaves out ${none}).`
      : `${estimate}, ${range}: it does not show a difference (the interval holds ${none}), which is not the same as equality.`,
    ...marginSentences({ ...given, interval }),
  ]
}

/** The arithmetic is of win rates, so a win difference is first told as one. */
function restated({ kind }: Effect, value: number, { statement }: ClaimCheck): string[] {
  if (kind !== 'win-difference') return []
  const rate = Number((100 * statement.winRate).toPrecision(12))
  return [
    `A win difference of ${withUnit(kind, effectText(kind, value))} is a win rate of ${figureText(rate)}%, a tie counting one half.`,
  ]
}

/** Parity is told by the arithmetic of the win rate; a margin may be of non-inferiority as well, or of that alone. */
function oneSidedFindings(given: Omit<MarginCase, 'interval'>, check: ClaimCheck): string[] {
  const main: ClaimReading | undefined = check.readings.find(
    ({ n, designEffect }) => n === check.statement.n && designEffect === check.designEffect,
  )
  if (given.margin === null || given.hypothesis === 'equivalence' || main === undefined || main.ci95 === null)
    return []
  const onScale = (rate: number) => (given.kind === 'win-rate' ? 100 * rate : 200 * rate - 100)
  const interval = { lower: onScale(main.ci95.lower), upper: onScale(main.ci95.upper), level: 0.95 }
  return [
    ...(given.hypothesis === undefined && given.standing === 'set' ? [unsaidHypothesis] : []),
    ...marginSentences({
      ...given,
      standing: 'set',
      hypothesis: given.hypothesis ?? 'non-inferiority',
      interval,
    }),
  ]
}

const told = {
  graderCount: 'the number of graders',
  blinding: 'whether graders were blinded',
  questionOrigin: 'where the questions come from',
  refusalRule: 'how refusals counted',
  funding: 'who paid',
  preregistration: 'whether a plan was registered',
  data: 'whether the data are public',
} as const

function unknowns(index: LedgerIndex, claim: Claim): string[] {
  const design = designOf(index, claim)
  if (design === null) return []
  const missing = (
    [
      'graderCount',
      'blinding',
      'questionOrigin',
      'refusalRule',
      'funding',
      'preregistration',
      'data',
    ] as const
  ).filter((factor) => {
    const fact = design[factor]
    return fact.value === null && fact.reason !== 'does not apply'
  })
  return missing.map((factor) => told[factor])
}
