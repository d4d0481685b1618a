import type { Claim, Relation } from '../ledger/claim-schema.ts'
import type { LedgerIndex } from '../ledger/ledger.ts'
import { restsOnSameData } from '../ledger/same-data.ts'
import type { BrokenLedgerRule } from './broken-ledger-rule.ts'

interface Ends {
  readonly relation: Relation
  readonly from: Claim
  readonly to: Claim
}

type Fault = {
  readonly code: string
  readonly message: string
  readonly expected: string
  readonly remedy: string
}

/** Rules on how claims may bear on one another. Relations to what does not exist are dead references, and not looked at here. */
export function brokenRelations(index: LedgerIndex): BrokenLedgerRule[] {
  const broken = index.ledger.relations.flatMap((relation, entry): BrokenLedgerRule[] => {
    const from = index.claims.get(relation.from)
    const to = index.claims.get(relation.to)
    if (from === undefined || to === undefined) return []
    return faultsOf(index, { relation, from, to }).map((fault) => ({
      list: 'relations',
      entry,
      path: ['kind'],
      value: `${relation.from} ${relation.kind} ${relation.to}`,
      ...fault,
    }))
  })
  return [...broken, ...amplifiersOfNothing(index)]
}

function faultsOf(index: LedgerIndex, ends: Ends): Fault[] {
  const { relation, from, to } = ends
  if (from.id === to.id)
    return [fault('LEDGER_RELATION_TO_ITSELF', 'A claim does not bear on itself.', 'two claims')]
  if ((from.kind === 'amplification') !== (relation.kind === 'amplifies'))
    return [
      from.kind === 'amplification'
        ? fault('LEDGER_AMPLIFIER', 'An amplification is no evidence.', 'amplifies')
        : fault('LEDGER_AMPLIFIER', 'Only an amplification amplifies.', 'a claim of the kind amplification'),
    ]
  return [...kindFaults(index, ends), ...(comesBefore(index, ends) ? [tooEarly] : [])]
}

function kindFaults(index: LedgerIndex, { relation, from, to }: Ends): Fault[] {
  switch (relation.kind) {
    case 'contradicts':
      return overlaps(from, to) && sameOutcome(from, to)
        ? supportsToo(index, relation)
        : [
            fault(
              'LEDGER_CONTRADICTION',
              'Two claims contradict each other only about overlapping systems and the same outcome.',
              'results with a system and the outcome in common',
              'Use `qualifies` where one only bounds what the other may say.',
            ),
          ]
    case 'replicates':
      return overlaps(from, to) && sameOutcome(from, to) && !restsOnSameData(index, from, to)
        ? []
        : [
            fault(
              'LEDGER_REPLICATION',
              'A replication measures the same outcome of overlapping systems on new data.',
              'results of two studies that share no data',
              'Use `re-analyses` for the same data, or `supports`.',
            ),
          ]
    case 're-analyses':
      return restsOnSameData(index, from, to)
        ? []
        : [
            fault(
              'LEDGER_RE_ANALYSIS',
              'A re-analysis rests on the data of what it re-analyses.',
              'one study, or two of which one names the other under sharesDataWith',
              'Add sharesDataWith, or use `replicates`.',
            ),
          ]
    case 'rebuts':
      return from.source === to.source
        ? [
            fault(
              'LEDGER_REBUTTAL',
              'A source does not rebut itself.',
              'claims of two sources',
              'Use `qualifies`.',
            ),
          ]
        : []
    default:
      return []
  }
}

function fault(
  code: string,
  message: string,
  expected: string,
  remedy = 'Change the kind, or the claims.',
): Fault {
  return { code, message, expected, remedy }
}

const tooEarly = fault(
  'LEDGER_RELATION_BEFORE',
  'The claim was published before what it answers to.',
  'a source that is not older',
  'Turn the relation round, or correct a date.',
)

/** These answer to something, so they cannot come before it. */
const answering: readonly Relation['kind'][] = ['replicates', 're-analyses', 'amplifies', 'rebuts']

function comesBefore(index: LedgerIndex, { relation, from, to }: Ends): boolean {
  if (!answering.includes(relation.kind)) return false
  const first = index.sources.get(from.source)?.date ?? null
  const second = index.sources.get(to.source)?.date ?? null
  if (first === null || second === null) return false
  // A year may stand against a day: only what both dates say is compared.
  const common = Math.min(first.length, second.length)
  return first.slice(0, common) < second.slice(0, common)
}

export function overlaps(one: Claim, other: Claim): boolean {
  const systems = new Set(one.systems.map(({ system }) => system))
  return other.systems.some(({ system }) => systems.has(system))
}

function sameOutcome(one: Claim, other: Claim): boolean {
  return one.outcome !== null && one.outcome === other.outcome
}

function supportsToo(index: LedgerIndex, { from, to }: Relation): Fault[] {
  const both = (index.relations.get(from) ?? []).some(
    (other) => other.kind === 'supports' && [other.from, other.to].includes(to),
  )
  return both
    ? [fault('LEDGER_CONTRADICTS_AND_SUPPORTS', 'The same two claims support each other.', 'one of the two')]
    : []
}

function amplifiersOfNothing(index: LedgerIndex): BrokenLedgerRule[] {
  return index.ledger.claims.flatMap((claim, entry): BrokenLedgerRule[] =>
    claim.kind === 'amplification' &&
    !(index.relations.get(claim.id) ?? []).some(({ kind, from }) => kind === 'amplifies' && from === claim.id)
      ? [
          {
            code: 'LEDGER_AMPLIFIER_OF_NOTHING',
            list: 'claims',
            entry,
            path: ['kind'],
            message: 'An amplification says what another claim of the ledger says.',
            value: claim.id,
            expected: 'a relation `amplifies` from it',
            remedy: 'Add the relation, or change the kind.',
          },
        ]
      : [],
  )
}
