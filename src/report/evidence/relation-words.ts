import type { RelationKind } from '../../evidence/ledger/claim-schema.ts'
import type { RelatedClaim } from '../../evidence/pages/claim-view.ts'

const outgoing: Readonly<Record<RelationKind, string>> = {
  supports: 'It supports',
  contradicts: 'It contradicts',
  qualifies: 'It limits what may be read from',
  replicates: 'It repeats on new data',
  're-analyses': 'It re-analyses the data of',
  amplifies: 'It passes on',
  rebuts: 'It answers against',
}

const incoming: Readonly<Record<RelationKind, string>> = {
  supports: 'Supported by',
  contradicts: 'Contradicted by',
  qualifies: 'Limited by',
  replicates: 'Repeated on new data by',
  're-analyses': 'Re-analysed by',
  amplifies: 'Passed on by',
  rebuts: 'Answered against by',
}

/** How another claim bears on this one: `Contradicted by`. */
export function relationWords({
  kind,
  outgoing: isOutgoing,
}: Pick<RelatedClaim, 'kind' | 'outgoing'>): string {
  return isOutgoing ? outgoing[kind] : incoming[kind]
}
