import type { ClaimView } from '../../evidence/pages/claim-view.ts'
import type { Comparison, FactorRow } from '../../evidence/pages/comparison.ts'
import { factorValueWords } from '../../evidence/pages/design-factors.ts'
import type { KnownInfluence } from '../../evidence/pages/known-influence.ts'
import { dateWords } from '../figures/time-line.ts'
import { counted, listed } from '../format.ts'
import { effectLine } from './claim-parts.ts'
import { effectRange, effectSize, effectWords, independenceWords, shortAccess } from './fact-words.ts'

/** Why claims disagree, in words: the same on the page and in the terminal. Plain text, nothing in it that the ledger does not hold. */
export interface ComparisonWords {
  /** One line per claim: who says what. */
  readonly claims: readonly string[]
  /** What is common, what differs, and how much of it was ever measured. */
  readonly summary: readonly string[]
  /** Factors that differ, or may, and whose influence somebody measured. */
  readonly measured: readonly FactorWords[]
  /** Factors that differ, or may and something is known of them, and whose influence nobody in the ledger measured. */
  readonly unmeasured: readonly FactorWords[]
  readonly same: readonly string[]
  /** What is not known of one of them, and the ledger says nothing more of it. */
  readonly unknown: readonly string[]
  /** Influences of what no study of the ledger holds fixed: order of answers, length. */
  readonly others: readonly FactorWords[]
}

export interface FactorWords {
  readonly label: string
  /** One per claim; empty for what is no factor of a design. */
  readonly values: readonly string[]
  /** Smallest and largest measured effect, where there are several of one kind; null otherwise. */
  readonly range: string | null
  readonly measured: readonly KnownWords[]
  /** What else is known of it; no measurement of what it does. */
  readonly said: readonly KnownWords[]
  /** Further results and statements that are not listed. */
  readonly more: number
}

/** A claim about what a factor does. */
export interface KnownWords {
  readonly claim: string
  readonly statement: string
  /** The effect with its size, who says it, and its status. */
  readonly basis: string
}

const letters = 'ABCDEFGH'

/** The letter by which a comparison calls its claims. @param place From 0. */
export function letterOf(place: number): string {
  return letters[place] ?? String(place + 1)
}

export function comparisonWords(comparison: Comparison): ComparisonWords {
  const { claims, factors, others } = comparison
  const measured = factors.filter(({ state, known }) => state !== 'same' && known.measured.length > 0)
  const rest = factors.filter((row) => !measured.includes(row))
  const same = factors.filter(({ state }) => state === 'same')
  return {
    claims: claims.map((view, place) => `${letterOf(place)}. ${claimLine(view)}`),
    summary: [aboutWords(comparison), countWords(factors), measuredWords(measured)],
    measured: measured.map(factorWords),
    unmeasured: rest.filter(tells).map(factorWords),
    same: same.map(({ label, facts }) => `${label}: ${facts[0]?.value ?? ''}`),
    unknown: rest
      .filter((row) => row.state === 'unknown' && !tells(row))
      .map((row) => `${row.label}. ${valuesOf(row).join('; ')}`),
    others: others.map(({ label, known }) => ({ label, values: [], ...knownWords(known) })),
  }
}

/** Whether a factor differs, or may and the ledger knows something of it. */
function tells({ state, known }: FactorRow): boolean {
  return state === 'differs' || (state === 'unknown' && known.said.length > 0)
}

function claimLine(view: ClaimView): string {
  const { claim, source, status } = view
  const when = source.date === null ? 'undated' : dateWords(source.date)
  const effect = effectLine(view)
  const words = `${claim.statement} ${source.title}, ${when}, ${independenceWords[source.independence]}; ${status.name}.`
  return effect === '' ? words : `${words} ${effect}`
}

function aboutWords({ sharedSystems, sameOutcome, claims }: Comparison): string {
  const outcomes = claims.map(({ outcome }) => outcome?.label.toLowerCase() ?? null)
  const systems =
    sharedSystems.length === 0 ? 'They have no system in common' : `Both are about ${listed(sharedSystems)}`
  const common = claims.length > 2 ? systems.replace(/^Both/, 'All') : systems
  if (sameOutcome && outcomes[0] !== null) return `${common}, and both measure ${outcomes[0]}.`
  const measured = listed([...new Set(outcomes)].map((one) => one ?? 'nothing'))
  return `${common}, and what they measure is not the same: ${measured}. So one does not contradict the other by itself.`
}

function countWords(factors: readonly FactorRow[]): string {
  const of = (state: FactorRow['state']) => factors.filter((row) => row.state === state).length
  return `Of ${counted(factors.length, 'factor')}, ${of('differs')} ${of('differs') === 1 ? 'differs' : 'differ'}, ${of('same')} ${of('same') === 1 ? 'is' : 'are'} the same, and of ${of('unknown')} too little is known to say.`
}

function measuredWords(measured: readonly FactorRow[]): string {
  if (measured.length === 0)
    return 'Nobody in the ledger has measured what any of the differing factors does.'
  const one = measured.length === 1
  return `Of ${one ? 'one of them' : `${measured.length} of them`} somebody has measured what ${one ? 'it does' : 'they do'}: ${measured.map(influenceWords).join('; ')}. What the others do is not known.`
}

/** What a factor does, between which values, and by whom it was measured where that is another kind of marker. */
function influenceWords({ label, known }: FactorRow): string {
  const [first] = known.measured
  if (first === undefined || first.claim.effect === null) return label.toLowerCase()
  const moved = rangeOf(known) ?? effectWords(first.claim.effect)
  return `${label.toLowerCase()} (from ${levelWords(first, 'from')} to ${levelWords(first, 'to')}: ${moved}, ${markersOf(first)})`
}

function levelWords({ claim: { factor, levels } }: ClaimView, side: 'from' | 'to'): string {
  if (factor === null || factor === 'position' || factor === 'length') return ''
  return (levels?.[side] ?? []).map((value) => factorValueWords(factor, value)).join(' or ')
}

function markersOf({ factors }: ClaimView): string {
  const markers = factors.find(({ factor }) => factor === 'graders')?.fact.value ?? null
  return markers === null ? 'and who marked is not known' : `marked by ${markers}`
}

function factorWords(row: FactorRow): FactorWords {
  return { label: row.label, values: valuesOf(row), ...knownWords(row.known) }
}

function valuesOf({ facts }: FactorRow): string[] {
  return facts.map((fact, place) =>
    fact.value === null
      ? `${letterOf(place)}: not known (${fact.reason})`
      : `${letterOf(place)}: ${fact.value} (${shortAccess[fact.access]})`,
  )
}

/** A ledger can hold thousands of results on one factor; the range is over all of them. */
const listedAtMost = 25

function knownWords(known: KnownInfluence): Omit<FactorWords, 'label' | 'values'> {
  const measured = known.measured.slice(0, listedAtMost)
  const said = known.said.slice(0, listedAtMost)
  return {
    range: rangeOf(known),
    measured: measured.map(oneKnown),
    said: said.map(oneKnown),
    more: known.measured.length + known.said.length - measured.length - said.length,
  }
}

function oneKnown({ claim, source, status }: ClaimView): KnownWords {
  const effect = claim.effect === null ? '' : `${effectSize(claim.effect)}. `
  return { claim: claim.id, statement: claim.statement, basis: `${effect}${source.title}; ${status.name}.` }
}

/**
 * The smallest and the largest measured influence: `−45.8 to −16.9 points`. Null where fewer than two are known. Only a
 * difference of differences is an influence; a lead under one condition is a level.
 */
export function rangeOf({ measured }: KnownInfluence): string | null {
  const effects = measured.flatMap(({ claim: { effect } }) => effect ?? [])
  return effectRange(effects.filter(({ kind }) => kind === 'difference-of-differences'))
}
