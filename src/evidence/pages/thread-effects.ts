import type { EffectKind } from '../ledger/claim-schema.ts'
import type { LedgerIndex } from '../ledger/ledger.ts'
import { type MetaForest, metaForest } from '../meta/forest-data.ts'
import { type LedgerMeta, ledgerMeta } from '../meta/meta-analysis.ts'
import type { Citation, Numbering } from './citations.ts'
import type { ClaimView } from './claim-view.ts'

/** What the measured effects of a thread say together, and which of them stand alone. */
export interface ThreadEffects {
  /** Sets of two or more independent studies that measured the same. */
  readonly pooled: readonly PooledEffects[]
  /** Effects that no other study of the thread measured, each with an interval; those of one kind and contrast together. */
  readonly alone: readonly { readonly kind: EffectKind; readonly claims: readonly NumberedClaim[] }[]
  /** Every claim with an effect that is in no pool, drawn or not, with the reason, in the order of the numbers. */
  readonly notPooled: readonly { readonly citation: Citation; readonly reason: string }[]
}

export interface PooledEffects {
  readonly forest: MetaForest
  readonly citations: readonly Citation[]
  readonly remarks: readonly string[]
}

export interface NumberedClaim {
  readonly view: ClaimView
  readonly citation: Citation
}

/** Pools the claims of one thread where they may be pooled (`meta.random_effects`). @param claims In the order of their numbers. */
export function threadEffects(
  index: LedgerIndex,
  claims: readonly ClaimView[],
  { cite }: Numbering,
): ThreadEffects {
  const own = { ...index, ledger: { ...index.ledger, claims: claims.map(({ claim }) => claim) } }
  const meta = ledgerMeta(own, 'systems')
  const { groups } = meta
  const reasons = reasonsAgainst(meta)
  const several = groups.filter(({ all }) => all.k > 1)
  const together = new Set(several.flatMap(({ rows }) => rows.map(({ claim }) => claim.id)))
  const alone = new Map<string, { readonly kind: EffectKind; readonly claims: NumberedClaim[] }>()
  for (const view of claims) {
    const { id, effect } = view.claim
    if (effect === null || effect.interval.value === null || together.has(id)) continue
    const key = [effect.kind, effect.of.toSorted(), effect.against.toSorted()].join(' / ')
    const group = alone.get(key) ?? { kind: effect.kind, claims: [] }
    group.claims.push(...cite([id]).map((citation) => ({ view, citation })))
    alone.set(key, group)
  }
  return {
    pooled: several.map((group) => ({
      forest: metaForest(own, group),
      citations: cite(group.rows.map(({ claim }) => claim.id)),
      remarks: group.remarks,
    })),
    alone: [...alone.values()],
    notPooled: claims.flatMap(({ claim: { id } }) => {
      const reason = reasons.get(id)
      return reason === undefined ? [] : cite([id]).map((citation) => ({ citation, reason }))
    }),
  }
}

/** Why each effect that is in no pool is in none. */
function reasonsAgainst({ groups, refused }: LedgerMeta): ReadonlyMap<string, string> {
  const byItself =
    'No other independent study of this thread gives an interval for the same outcome, form of marking, systems and kind of effect.'
  return new Map([
    ...refused.map(({ claim, reason }) => [claim, reason] as const),
    ...groups.flatMap(({ leftOut }) => leftOut.map(({ claim, reason }) => [claim, reason] as const)),
    ...groups
      .filter(({ all }) => all.k === 1)
      .flatMap(({ rows }) => rows.map(({ claim }) => [claim.id, byItself] as const)),
  ])
}
