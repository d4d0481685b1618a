import type { ClaimView } from '../../evidence/pages/claim-view.ts'
import type { Comparison, FactorRow } from '../../evidence/pages/comparison.ts'
import { dateWords } from '../figures/time-line.ts'
import { counted, listed } from '../format.ts'
import { effectLine } from './claim-parts.ts'
import { independenceWords, shortAccess } from './fact-words.ts'

/** Why claims disagree, in words: the same on the page and in the terminal. Plain text, nothing in it that the ledger does not hold. */
export interface ComparisonWords {
  /** One line per claim: who says what. */
  readonly claims: readonly string[]
  /** What is common, what differs, and how much of it was ever measured. */
  readonly summary: readonly string[]
  /** Factors that differ and whose influence somebody measured. */
  readonly measured: readonly FactorWords[]
  /** Factors that differ and whose influence nobody in the ledger measured. */
  readonly unmeasured: readonly FactorWords[]
  readonly same: readonly string[]
  /** What is not known of one of them. */
  readonly unknown: readonly string[]
  /** Influences of what no study of the ledger holds fixed: order of answers, length. */
  readonly others: readonly FactorWords[]
}

export interface FactorWords {
  readonly label: string
  /** One per claim; empty for what is no factor of a design. */
  readonly values: readonly string[]
  readonly known: readonly KnownWords[]
}

/** A claim that measures what a factor does. */
export interface KnownWords {
  readonly claim: string
  readonly words: string
}

const letters = 'ABCDEFGH'

/** The letter by which a comparison calls its claims. @param place From 0. */
export function letterOf(place: number): string {
  return letters[place] ?? String(place + 1)
}

export function comparisonWords(comparison: Comparison): ComparisonWords {
  const { claims, factors, others } = comparison
  const differing = factors.filter(({ state }) => state === 'differs')
  const measured = differing.filter(({ known }) => known.length > 0)
  const unmeasured = differing.filter(({ known }) => known.length === 0)
  const same = factors.filter(({ state }) => state === 'same')
  const unknown = factors.filter(({ state }) => state === 'unknown')
  return {
    claims: claims.map((view, place) => `${letterOf(place)}. ${claimLine(view)}`),
    summary: [
      aboutWords(comparison),
      `Of ${counted(factors.length, 'design factor')}, ${differing.length} differ, ${same.length} are the same, and of ${unknown.length} too little is known.`,
      measured.length === 0
        ? 'Nobody in the ledger has measured what any of the differing factors does.'
        : `What ${measured.length === 1 ? 'one' : measured.length} of the differing factors ${measured.length === 1 ? 'does has' : 'do has'} been measured: ${listed(measured.map(({ label }) => label.toLowerCase()))}.`,
    ],
    measured: measured.map(factorWords),
    unmeasured: unmeasured.map(factorWords),
    same: same.map(({ label, facts }) => `${label}: ${facts[0]?.value ?? ''}`),
    unknown: unknown.map(unknownWords),
    others: others.map(({ label, known }) => ({ label, values: [], known: known.map(knownWords) })),
  }
}

function claimLine(view: ClaimView): string {
  const { claim, source, status } = view
  const when = source.date === null ? 'undated' : dateWords(source.date)
  const effect = effectLine(view)
  const words = `${claim.statement} ${source.title}, ${when}, ${independenceWords[source.independence]}; ${status.name}.`
  return effect === '' ? words : `${words} ${effect}`
}

function aboutWords({ sharedSystems, sameOutcome, claims }: Comparison): string {
  const outcomes = listed([...new Set(claims.map(({ outcome }) => outcome?.label ?? 'no outcome'))])
  const systems =
    sharedSystems.length === 0
      ? 'They have no system in common'
      : `They have ${listed(sharedSystems)} in common`
  return sameOutcome
    ? `${systems}, and measure the same outcome: ${outcomes}.`
    : `${systems}, and measure different outcomes: ${outcomes}. So neither contradicts the other: they answer different questions.`
}

function factorWords({ label, facts, known }: FactorRow): FactorWords {
  return {
    label,
    values: facts.map(
      (fact, place) =>
        `${letterOf(place)}: ${fact.value === null ? `not known (${fact.reason})` : `${fact.value} (${shortAccess[fact.access]})`}`,
    ),
    known: known.map(knownWords),
  }
}

function knownWords(view: ClaimView): KnownWords {
  const effect = effectLine(view)
  const { claim, source } = view
  const said = `${claim.statement} ${source.title}; ${view.status.name}.`
  return { claim: claim.id, words: effect === '' ? said : `${said} ${effect}` }
}

function unknownWords({ label, facts }: FactorRow): string {
  const known = facts.flatMap(({ value }, place) => (value === null ? [] : `${letterOf(place)}: ${value}`))
  const missing = facts.flatMap((fact, place) =>
    fact.value === null ? `${letterOf(place)}: not known (${fact.reason})` : [],
  )
  return `${label}. ${[...known, ...missing].join('; ')}`
}
