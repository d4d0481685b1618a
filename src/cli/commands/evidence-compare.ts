import { compareClaims } from '../../evidence/pages/comparison.ts'
import { problem } from '../../problem.ts'
import {
  type ComparisonWords,
  comparisonWords,
  type FactorWords,
} from '../../report/evidence/comparison-words.ts'
import { counted } from '../../report/format.ts'
import { unknownClaim } from '../evidence/claim-result.ts'
import { readLedgerFolder } from '../evidence/ledger-folder.ts'
import { checkNamedOnce } from '../evidence/names.ts'
import type { CommandResult } from '../run-command.ts'

/** Why claims of the ledger may disagree, factor by factor. */
export async function compareEvidence(
  ids: readonly string[],
  options: { readonly ledger?: string | undefined },
): Promise<CommandResult> {
  checkNamedOnce('compare', ids)
  const index = await readLedgerFolder(options.ledger ?? null)
  const unknown = ids.find((id) => !index.claims.has(id))
  if (unknown !== undefined) throw unknownClaim(unknown, index.claims.keys())
  const comparison = compareClaims(index, ids)
  if (comparison === null)
    throw problem(
      'USAGE_EVIDENCE_CLAIMS',
      'A comparison is of two claims or more.',
      'Name at least two claims.',
      {
        value: ids.join(', '),
      },
    )
  const words = comparisonWords(comparison)
  const factors = comparison.factors.map(({ label, state, facts, known }) => ({
    label,
    state,
    facts,
    measured: known.measured.map(({ claim }) => claim.id),
    said: known.said.map(({ claim }) => claim.id),
  }))
  return { json: { claims: ids, words, factors }, lines: linesOf(words, comparison.questions) }
}

function linesOf(
  words: ComparisonWords,
  questions: readonly { readonly question: string; readonly protocol: string }[],
): string[] {
  return [
    ...words.claims,
    '',
    ...words.summary,
    ...factorLines('Factors whose influence was measured:', words.measured),
    ...factorLines('Other influences that were measured:', words.others),
    ...factorLines('Factors that differ, or may, and whose influence nobody measured:', words.unmeasured),
    ...listLines('Too little is known:', words.unknown),
    ...listLines('The same:', words.same),
    ...listLines(
      'What would settle it:',
      questions.map(({ question, protocol }) => `${question} Protocol: ${protocol}`),
    ),
  ]
}

function factorLines(heading: string, factors: readonly FactorWords[]): string[] {
  if (factors.length === 0) return []
  return [
    '',
    heading,
    ...factors.flatMap(({ label, values, range, measured, said, more }) => [
      `  ${label}${range === null ? '' : `: ${range}`}`,
      ...values.map((value) => `    ${value}`),
      ...measured.map((one) => `    measured: ${one.statement} ${one.basis} [${one.claim}]`),
      ...said.map((one) => `    known: ${one.statement} ${one.basis} [${one.claim}]`),
      ...(more === 0 ? [] : [`    and ${counted(more, 'more claim')} of the ledger`]),
    ]),
  ]
}

function listLines(heading: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ['', heading, ...items.map((item) => `  ${item}`)]
}
