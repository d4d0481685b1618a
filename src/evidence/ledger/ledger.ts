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
  /** Results by their outcome and two of their systems: see `measuredKeys`. */
  readonly measured: ReadonlyMap<string, readonly Claim[]>
  /** Relations that begin or end at a claim. */
  readonly relations: ReadonlyMap<string, readonly Relation[]>
}

export function indexLedger(ledger: Ledger): LedgerIndex {
  const relations = new Map<string, Relation[]>()
  for (const relation of ledger.relations)
    for (const end of new Set([relation.from, relation.to])) listUnder(relations, end, relation)
  const measured = new Map<string, Claim[]>()
  for (const claim of ledger.claims) for (const key of measuredKeys(claim)) listUnder(measured, key, claim)
  return {
    ledger,
    sources: byId(ledger.sources),
    systems: byId(ledger.systems),
    outcomes: byId(ledger.outcomes),
    studies: byId(ledger.studies),
    claims: byId(ledger.claims),
    threads: byId(ledger.threads),
    measured,
    relations,
  }
}

/** What a result measured, as keys: its outcome with each two of its systems. None for what is no result. */
export function measuredKeys({ kind, outcome, systems }: Claim): readonly string[] {
  if (kind !== 'result' || outcome === null) return []
  const ids = [...new Set(systems.map(({ system }) => system))].sort()
  return ids.flatMap((one, place) =>
    ids.slice(place + 1).map((other) => JSON.stringify([outcome, one, other])),
  )
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
