import { checkClaim } from '../../evidence/claim-check.ts'
import { type ClaimQuestion, winRateMargins } from '../../evidence/claim-question.ts'
import { claimWords } from '../../evidence/claim-words.ts'
import { parseWinRate, winRateForms } from '../../evidence/win-rate-text.ts'
import { problem } from '../../problem.ts'
import { claimIdForm, ledgerClaimResult } from '../evidence/claim-result.ts'
import { assumptionLines, cautionLines, checkTables } from '../evidence/claim-tables.ts'
import type { CommandResult } from '../run-command.ts'

export interface CheckClaimOptions {
  /** Folder of the ledger whose claims may be named; the one that ships where it is left out. */
  readonly ledger?: string | undefined
  /** Points of win rate; of a claim of the ledger that is of no win rate, on the scale of its effect. */
  readonly margin?: number | undefined
  readonly n?: number | undefined
  /** Share, 0 to 1. */
  readonly ties?: number | undefined
  readonly designEffect?: number | undefined
}

/** What a published win rate proves, or a claim of the ledger that is named by its id. */
export async function checkAnyClaim(text: string, options: CheckClaimOptions): Promise<CommandResult> {
  if (parseWinRate(text) === null && claimIdForm.test(text)) {
    const found = await ledgerClaimResult(text, questionOf(options), options.ledger ?? null)
    if (found !== null) return found
  }
  return checkPublishedClaim(text, options)
}

function checkPublishedClaim(text: string, options: CheckClaimOptions): CommandResult {
  const check = checkClaim(statementOf(text, options))
  const words = claimWords(check)
  return {
    json: { ...check, words },
    lines: [
      ...words.findings,
      ...checkTables(check),
      '',
      ...assumptionLines(words.assumptions),
      ...cautionLines(words.cautions),
    ],
  }
}

function questionOf({ n, margin, ties, designEffect }: CheckClaimOptions): ClaimQuestion {
  return { n: n ?? null, margin: margin ?? null, ties: ties ?? null, designEffect: designEffect ?? null }
}

/** Points of win rate that count as parity where none are given. */
const usualMargin = 5

function statementOf(text: string, options: CheckClaimOptions) {
  const read = parseWinRate(text)
  if (read === null) {
    throw problem(
      'CLAIM_UNREADABLE',
      'This is neither a win rate nor a claim of the ledger.',
      'Write it in one of these ways, or name a claim.',
      {
        place: { field: 'claim' },
        value: text,
        expected: `${winRateForms}, or the id of a claim`,
      },
    )
  }
  if (read.n !== null && options.n !== undefined && read.n !== options.n) {
    throw problem(
      'CLAIM_SIZE_TWICE',
      'The claim and --n name different numbers of comparisons.',
      'Leave one of them out.',
      { place: { field: '--n' }, value: String(options.n), expected: String(read.n) },
    )
  }
  const margin = options.margin ?? usualMargin
  const { least, most } = winRateMargins
  if (margin < least || margin > most) {
    throw problem('USAGE_CLAIM_MARGIN', 'No margin of a win rate can be so.', 'Change the margin.', {
      place: { field: '--margin' },
      value: String(margin),
      expected: `${least} to ${most} points of win rate`,
    })
  }
  const tieShare = options.ties ?? null
  // Every tie gives both sides one half: with 20 % ties a win rate lies between 10 % and 90 %.
  if (tieShare !== null && Math.abs(read.winRate - 0.5) > (1 - tieShare) / 2 + 1e-12) {
    throw problem(
      'CLAIM_TIES_IMPOSSIBLE',
      'So many ties do not go with this win rate, since each counts one half.',
      'Check both figures.',
      {
        place: { field: '--ties' },
        value: String(options.ties),
        expected: `at most ${Number((1 - 2 * Math.abs(read.winRate - 0.5)).toFixed(4))}`,
      },
    )
  }
  return {
    winRate: read.winRate,
    n: read.n ?? options.n ?? null,
    tieShare,
    designEffect: options.designEffect ?? null,
    margin: margin / 100,
  }
}
