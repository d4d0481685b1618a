import type { Claim, Relation } from './claim-schema.ts'
import type { LedgerFile } from './ledger-file.ts'
import type { LedgerSystem, Outcome, Source } from './source-schema.ts'
import type { Design, ReportedStudy } from './study-schema.ts'
import type { Thread } from './thread-schema.ts'

/** All files of a ledger as one. */
export type Ledger = Omit<LedgerFile, 'schemaVersion'>

/** A ledger with everything found by its id. */
export interface LedgerIndex {
  readonly ledger: Ledger
  readonly sources: ReadonlyMap<string, Source>
  readonly systems: ReadonlyMap<string, LedgerSystem>
  readonly outcomes: ReadonlyMap<string, Outcome>
  readonly studies: ReadonlyMap<string, ReportedStudy>
  readonly claims: ReadonlyMap<string, Claim>
  readonly threads: ReadonlyMap<string, Thread>
  /** Claims by the id of their outcome. */
  readonly claimsOn: ReadonlyMap<string, readonly Claim[]>
  /** Relations that begin or end at a claim. */
  readonly relations: ReadonlyMap<string, readonly Relation[]>
}

export function indexLedger(ledger: Ledger): LedgerIndex {
  const relations = new Map<string, Relation[]>()
  for (const relation of ledger.relations)
    for (const end of new Set([relation.from, relation.to])) listUnder(relations, end, relation)
  const claimsOn = new Map<string, Claim[]>()
  for (const claim of ledger.claims) if (claim.outcome !== null) listUnder(claimsOn, claim.outcome, claim)
  return {
    ledger,
    sources: byId(ledger.sources),
    systems: byId(ledger.systems),
    outcomes: byId(ledger.outcomes),
    studies: byId(ledger.studies),
    claims: byId(ledger.claims),
    threads: byId(ledger.threads),
    claimsOn,
    relations,
  }
}

function listUnder<Entry>(lists: Map<string, Entry[]>, key: string, entry: Entry): void {
  const known = lists.get(key)
  if (known === undefined) lists.set(key, [entry])
  else known.push(entry)
}

/**
 * The design factors of a claim: those of its study, but for what the claim itself says. Null for a claim that rests on no
 * study.
 */
export function designOf(index: LedgerIndex, claim: Claim): Design | null {
  const study = claim.study === null ? undefined : index.studies.get(claim.study)
  if (study === undefined) return null
  return claim.design === undefined ? study.design : { ...study.design, ...claim.design }
}

function byId<Entry extends { readonly id: string }>(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(entries.map((entry) => [entry.id, entry]))
}
