import type { LedgerIndex } from '../../evidence/ledger/ledger.ts'
import { type ClaimStatusName, claimStatus } from '../../evidence/status/claim-status.ts'
import { counted } from '../../report/format.ts'
import { readLedgerFolder } from '../evidence/ledger-folder.ts'
import { tooManyNames } from '../evidence/names.ts'
import type { CommandResult } from '../run-command.ts'
import { tableLines } from '../table-lines.ts'

/** What is in a ledger: its threads, and its claims by kind, mark and status. */
export async function listEvidence(
  names: readonly string[],
  options: { readonly ledger?: string | undefined },
): Promise<CommandResult> {
  if (names.length > 0) throw tooManyNames('list', 'no names')
  const index = await readLedgerFolder(options.ledger ?? null)
  const summary = summaryOf(index)
  return {
    json: { ...summary },
    lines: [
      countsLine(index),
      '',
      'Threads:',
      ...index.ledger.threads.map(({ id, title }) => `  ${id}: ${title}`),
      '',
      'Claims by status:',
      ...tableLines(
        ['status', 'claims'],
        Object.entries(summary.statuses).map(([status, n]) => [status, String(n)]),
        ['left', 'right'],
      ),
      'Claims by mark (P primary, A abstract, S secondary, C computed):',
      ...tableLines(
        ['mark', 'claims'],
        Object.entries(summary.marks).map(([mark, n]) => [mark, String(n)]),
        ['left', 'right'],
      ),
      'Next: equipoise check-claim <claim>',
    ],
  }
}

/** Reads a ledger whole; what is wrong with it is thrown as problems with file, line and field. */
export async function checkEvidence(
  names: readonly string[],
  options: { readonly ledger?: string | undefined },
): Promise<CommandResult> {
  if (names.length > 1) throw tooManyNames('check', 'one folder')
  const index = await readLedgerFolder(
    names[0] ?? options.ledger ?? null,
    names[0] === undefined ? '--ledger' : 'folder',
  )
  return {
    json: { ...summaryOf(index), problems: [] },
    lines: [`${countsLine(index)} Every reference holds, and every sentence of a thread has its claims.`],
  }
}

function countsLine({ ledger }: LedgerIndex): string {
  const counts = [
    counted(ledger.sources.length, 'source'),
    counted(ledger.studies.length, 'study', 'studies'),
    counted(ledger.claims.length, 'claim'),
    counted(ledger.relations.length, 'relation'),
    counted(ledger.threads.length, 'thread'),
  ]
  return `${counts.join(', ')}.`
}

const statusNames: readonly ClaimStatusName[] = [
  'contradicted',
  'independently supported',
  'reproduced from its own data',
  'self-reported',
  'not reproducible from public data',
  'untested',
]

function summaryOf(index: LedgerIndex) {
  const { ledger } = index
  const statuses = ledger.claims.map((claim) => claimStatus(index, claim).name)
  const tally = <Name extends string>(names: readonly Name[], all: readonly Name[]) =>
    Object.fromEntries(names.map((name) => [name, all.filter((one) => one === name).length]))
  return {
    sources: ledger.sources.length,
    systems: ledger.systems.length,
    outcomes: ledger.outcomes.length,
    studies: ledger.studies.length,
    claims: ledger.claims.length,
    relations: ledger.relations.length,
    threads: ledger.threads.map(({ id, title, claims }) => ({ id, title, claims: claims.length })),
    kinds: tally(
      ['result', 'description', 'opinion', 'amplification'],
      ledger.claims.map(({ kind }) => kind),
    ),
    marks: tally(
      ['P', 'A', 'S', 'C'],
      ledger.claims.map(({ access }) => access),
    ),
    statuses: tally(statusNames, statuses),
  }
}
