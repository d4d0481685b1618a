import type { EffectKind } from '../ledger/claim-schema.ts'
import type { LedgerIndex } from '../ledger/ledger.ts'
import { type MetaForest, metaForest } from '../meta/forest-data.ts'
import { ledgerMeta } from '../meta/meta-analysis.ts'
import type { Citation, Numbering } from './citations.ts'
import type { ClaimView } from './claim-view.ts'

/** What the measured effects of a thread say together, and which of them stand alone. */
export interface ThreadEffects {
  /** Sets of two or more independent studies that measured the same. */
  readonly pooled: readonly PooledEffects[]
  /** Effects that no other study of the thread measured, each with an interval; those of one kind and contrast together. */
  readonly alone: readonly { readonly kind: EffectKind; readonly claims: readonly NumberedClaim[] }[]
  /** Claims with an effect that can enter no pooling, with the reason. */
  readonly refused: readonly { readonly citation: Citation; readonly reason: string }[]
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
  const { groups, refused } = ledgerMeta(own, 'systems')
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
    refused: refused.flatMap(({ claim, reason }) => cite([claim]).map((citation) => ({ citation, reason }))),
  }
}
