import { type ClaimCheck, checkClaim } from './claim-check.ts'
import { claimWords } from './claim-words.ts'
import type { Claim, Effect } from './ledger/claim-schema.ts'
import { designOf, type LedgerIndex } from './ledger/ledger.ts'
import { type ClaimStatus, claimStatus } from './status/claim-status.ts'

/** A claim of the ledger and what it proves. */
export interface ClaimReadingOfLedger {
  readonly claim: string
  readonly status: ClaimStatus
  /** The arithmetic of a win rate; null for any other effect. */
  readonly check: ClaimCheck | null
  readonly findings: readonly string[]
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

/** @param margin on the win rate that counts as parity, above 0 and below 0.5 */
export function readClaim(index: LedgerIndex, claim: Claim, margin: number): ClaimReadingOfLedger {
  const status = claimStatus(index, claim)
  const check = claim.effect === null ? null : winRateCheck(claim.effect, margin)
  return {
    claim: claim.id,
    status,
    check,
    findings: [
      claim.statement,
      `It is ${claim.kind === 'opinion' || claim.kind === 'amplification' ? 'an' : 'a'} ${claim.kind}, ${marks[claim.access]}.`,
      `Status: ${status.name}. ${status.because}`,
      ...(claim.effect === null ? [withoutEffect(claim)] : effectSentences(claim.effect, check)),
    ],
    unknown: unknowns(index, claim),
    others: (index.relations.get(claim.id) ?? [])
      .filter(({ to, kind }) => to === claim.id && kind !== 'amplifies')
      .map(({ from, kind, why }) => `${from} ${kind} it: ${why}`),
  }
}

function withoutEffect(claim: Claim): string {
  switch (claim.kind) {
    case 'opinion':
      return 'It measures nothing, so it proves nothing.'
    case 'amplification':
      return 'It repeats what another claim says, so it adds no proof.'
    default:
      return claim.figures.length === 0
        ? 'It gives no figure, so there is nothing to test.'
        : 'It gives figures and no difference with an error, so it describes and does not test.'
  }
}

/** The arithmetic of a published win rate, which needs no interval: it says what number of comparisons it would take. */
function winRateCheck(effect: Effect, margin: number): ClaimCheck | null {
  const value = effect.value.value
  if (value === null || (effect.kind !== 'win-rate' && effect.kind !== 'win-difference')) return null
  if (effect.interval.value !== null) return null
  const n = effect.n.value
  return checkClaim({
    winRate: effect.kind === 'win-rate' ? value / 100 : (1 + value / 100) / 2,
    n: n === 0 ? null : n,
    tieShare: null,
    designEffect: null,
    margin,
  })
}

const noDifference = {
  'win-rate': 50,
  'win-difference': 0,
  'odds-ratio': 1,
  'paired-odds-ratio': 1,
  'risk-difference': 0,
  'mean-difference': 0,
  'standardised-difference': 0,
  'difference-of-differences': 0,
} as const satisfies Record<Effect['kind'], number>

function effectSentences(effect: Effect, check: ClaimCheck | null): string[] {
  if (check !== null) return [...claimWords(check).findings]
  const value = effect.value.value
  const interval = effect.interval.value
  if (value === null) return ['It gives no estimate, so it proves nothing.']
  if (interval === null)
    return [
      `An estimate of ${value} without an interval does not say how sure it is, so it proves no difference.`,
    ]
  const none = noDifference[effect.kind]
  const { lower, upper, level } = interval
  const range = `${Number((100 * level).toPrecision(6))}% interval ${lower} to ${upper}`
  return [
    lower > none || upper < none
      ? `An estimate of ${value}, ${range}: it shows a difference (the interval leaves out ${none}).`
      : `An estimate of ${value}, ${range}: it does not show a difference (the interval holds ${none}), which is not the same as equality.`,
    ...marginSentences(effect, none),
  ]
}

/** Whether the interval lies within the margin that was set; a margin that nobody set beforehand proves nothing. */
function marginSentences({ margin, interval }: Effect, none: number): string[] {
  if (margin.value === null || interval.value === null)
    return ['No margin was set, so it says nothing of equivalence.']
  const within = interval.value.lower > none - margin.value && interval.value.upper < none + margin.value
  return [`Its interval lies ${within ? '' : 'not '}within the margin of ${margin.value}.`]
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
