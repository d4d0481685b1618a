import type { ClaimQuestion } from '../../evidence/claim-question.ts'
import { readClaim } from '../../evidence/claim-reading.ts'
import { problem } from '../../problem.ts'
import type { CommandResult } from '../run-command.ts'
import { assumptionLines, cautionLines, checkTables } from './claim-tables.ts'
import { readLedgerFolder } from './ledger-folder.ts'

/** Words that may name a claim of the ledger; a rate is none. */
export const claimIdForm = /^[a-z0-9][a-z0-9._-]*$/

/** What a claim of the ledger proves; null where the ledger has no such claim. */
export async function ledgerClaimResult(
  id: string,
  question: ClaimQuestion,
  ledger: string | null,
): Promise<CommandResult | null> {
  const index = await readLedgerFolder(ledger)
  const claim = index.claims.get(id)
  if (claim === undefined) return null
  const reading = readClaim(index, claim, question)
  return {
    json: {
      ...reading,
      access: claim.access,
      kind: claim.kind,
      source: index.sources.get(claim.source) ?? null,
    },
    lines: [
      ...reading.findings,
      ...(reading.check === null
        ? []
        : [...checkTables(reading.check), '', ...assumptionLines(reading.assumptions)]),
      ...cautionLines(reading.cautions),
      ...(reading.unknown.length === 0 ? [] : ['', `Not known: ${reading.unknown.join('; ')}.`]),
      ...(reading.others.length === 0
        ? []
        : ['', 'What bears on it:', ...reading.others.map((one) => `  ${one}`)]),
    ],
  }
}

/** The problem of a claim that a ledger does not have. */
export function unknownClaim(id: string, known: Iterable<string>): Error {
  const stem = id.split('-')[0] ?? id
  const near = [...known].filter((one) => one.startsWith(stem)).slice(0, 5)
  return problem('EVIDENCE_UNKNOWN_CLAIM', 'The ledger has no such claim.', 'Correct the name.', {
    place: { field: 'claim' },
    value: id,
    expected: near.length === 0 ? null : `perhaps ${near.join(' or ')}`,
  })
}
