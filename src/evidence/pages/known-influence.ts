import type { Claim } from '../ledger/claim-schema.ts'
import { designOf, type LedgerIndex } from '../ledger/ledger.ts'
import { type ClaimView, claimView } from './claim-view.ts'

/** What the ledger knows of one design factor, seen from the claims that are compared. */
export interface KnownInfluence {
  /** Results whose effect is what the factor does, between values that the compared claims have. */
  readonly measured: readonly ClaimView[]
  /** What else is known of it in the compared studies. It is no measurement of what the factor does. */
  readonly said: readonly ClaimView[]
}

export const nothingKnown: KnownInfluence = { measured: [], said: [] }

/**
 * What is known of each factor, for claims side by side. An influence counts whatever it was measured on, but only where two
 * of the claims have the values between which it was measured: a contrast of pairs and rubrics says nothing of a trial whose outcome
 * is what happened to patients. Everything else is told only of the compared studies, and amplifications never are.
 *
 * @returns By factor: the known influence, of a factor that does not differ too.
 */
export function knownInfluences(
  index: LedgerIndex,
  ids: readonly string[],
): (factor: NonNullable<Claim['factor']>) => KnownInfluence {
  const isAbout = aboutStudiesOf(index, ids)
  const about = index.ledger.claims.filter(({ id, factor }) => factor !== null && !ids.includes(id))
  return (factor) => {
    const claims = about.filter((claim) => claim.factor === factor)
    const measured = claims.filter((claim) => isBetween(claim, valuesOf(index, ids, factor)))
    const said = claims.filter(
      (claim) => !measured.includes(claim) && claim.kind !== 'amplification' && isAbout(claim),
    )
    return { measured: views(index, measured), said: views(index, said) }
  }
}

/** What acts on every comparison of answers whatever the design: results on it, and what is said of it in the compared studies. */
export function influenceOfAll(
  index: LedgerIndex,
  ids: readonly string[],
  factor: 'position' | 'length',
): KnownInfluence {
  const isAbout = aboutStudiesOf(index, ids)
  const claims = index.ledger.claims.filter((claim) => claim.factor === factor && !ids.includes(claim.id))
  const results = claims.filter(({ kind }) => kind === 'result')
  const said = claims.filter((claim) => ['description', 'opinion'].includes(claim.kind) && isAbout(claim))
  return { measured: views(index, results), said: views(index, said) }
}

/** Values that the compared claims have of a factor, as the ledger writes them. */
function valuesOf(
  index: LedgerIndex,
  ids: readonly string[],
  factor: NonNullable<Claim['factor']>,
): readonly string[] {
  if (factor === 'position' || factor === 'length') return []
  return ids.flatMap((id) => {
    const claim = index.claims.get(id)
    const value = claim === undefined ? undefined : designOf(index, claim)?.[factor].value
    return value === undefined || value === null ? [] : [String(value)]
  })
}

function isBetween({ kind, effect, levels }: Claim, values: readonly string[]): boolean {
  if (kind !== 'result' || effect === null || levels === undefined) return false
  return (
    values.some((value) => levels.from.includes(value)) && values.some((value) => levels.to.includes(value))
  )
}

function views(index: LedgerIndex, claims: readonly Claim[]): readonly ClaimView[] {
  return claims.flatMap(({ id }) => claimView(index, id) ?? [])
}

/**
 * Whether a claim is about the compared studies: it rests on one of them or comes from one of its reports; it is no description of
 * another study, and rests on their data or answers to a compared claim.
 */
function aboutStudiesOf(index: LedgerIndex, ids: readonly string[]): (claim: Claim) => boolean {
  const own = new Set(ids.flatMap((id) => index.claims.get(id)?.study ?? []))
  const sharing = new Set(
    index.ledger.studies.flatMap(({ id, sharesDataWith }) => [
      ...(sharesDataWith.some((other) => own.has(other)) ? [id] : []),
      ...(own.has(id) ? sharesDataWith : []),
    ]),
  )
  const sources = new Set(ids.flatMap((id) => index.claims.get(id)?.source ?? []))
  const related = new Set(
    ids.flatMap((id) => (index.relations.get(id) ?? []).flatMap(({ from, to }) => [from, to])),
  )
  return ({ id, kind, study, source }) => {
    if (sources.has(source) || (study !== null && own.has(study))) return true
    if (kind === 'description' && study !== null) return false
    return related.has(id) || (study !== null && sharing.has(study))
  }
}
