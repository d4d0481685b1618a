import type { Claim } from '../ledger/claim-schema.ts'
import type { LedgerIndex } from '../ledger/ledger.ts'
import { type ClaimView, claimView } from './claim-view.ts'

/** What the ledger knows of the influence of one design factor, seen from the claims that are compared. */
export interface KnownInfluence {
  /** Results that measure it: those with an effect first. */
  readonly measured: readonly ClaimView[]
  /** What is said of it, in the compared studies or about them, without having measured it. */
  readonly said: readonly ClaimView[]
}

/**
 * What is known of each factor's influence. A result with an effect counts whatever it was measured on; a result
 * without one, a description and an opinion count only where they are about the compared studies. Amplifications never count.
 *
 * @param ids The compared claims; none: only results count.
 */
export function knownInfluences(
  index: LedgerIndex,
  ids: readonly string[],
): (factor: Claim['factor']) => KnownInfluence {
  const isAbout = aboutStudiesOf(index, ids)
  const measuring = index.ledger.claims.filter(({ id, factor }) => factor !== null && !ids.includes(id))
  return (factor) => {
    const claims = measuring.filter((claim) => claim.factor === factor)
    const measured = claims.filter(
      (claim) => claim.kind === 'result' && (claim.effect !== null || ids.length === 0 || isAbout(claim)),
    )
    const said = claims.filter(
      (claim) => (claim.kind === 'description' || claim.kind === 'opinion') && isAbout(claim),
    )
    const views = (list: readonly Claim[]) => list.flatMap(({ id }) => claimView(index, id) ?? [])
    return {
      measured: [
        ...views(measured.filter(({ effect }) => effect !== null)),
        ...views(measured.filter(({ effect }) => effect === null)),
      ],
      said: views(said),
    }
  }
}

/** Whether a claim rests on one of the compared studies or its data, comes from one of its own reports, or answers to a compared claim. */
function aboutStudiesOf(index: LedgerIndex, ids: readonly string[]): (claim: Claim) => boolean {
  const own = ids.flatMap((id) => index.claims.get(id)?.study ?? [])
  const studies = new Set(own)
  for (const study of index.ledger.studies) {
    if (study.sharesDataWith.some((other) => own.includes(other))) studies.add(study.id)
    if (own.includes(study.id)) for (const other of study.sharesDataWith) studies.add(other)
  }
  const sources = new Set(ids.flatMap((id) => index.claims.get(id)?.source ?? []))
  const related = new Set(
    ids.flatMap((id) => (index.relations.get(id) ?? []).flatMap(({ from, to }) => [from, to])),
  )
  return ({ id, study, source }) =>
    sources.has(source) || related.has(id) || (study !== null && studies.has(study))
}
