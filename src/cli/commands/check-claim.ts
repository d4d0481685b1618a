import Table from 'cli-table3'
import { type ClaimCheck, checkClaim } from '../../evidence/claim-check.ts'
import { claimWords } from '../../evidence/claim-words.ts'
import { parseWinRate, winRateForms } from '../../evidence/win-rate-text.ts'
import { problem } from '../../problem.ts'
import { claimIdForm, ledgerClaimResult } from '../evidence/claim-result.ts'
import type { CommandResult } from '../run-command.ts'

export interface CheckClaimOptions {
  /** Folder of the ledger whose claims may be named; the one that ships where it is left out. */
  readonly ledger?: string | undefined
  /** Points of win rate. */
  readonly margin: number
  readonly n?: number | undefined
  /** Share, 0 to 1. */
  readonly ties?: number | undefined
  readonly designEffect?: number | undefined
}

/** What a published win rate proves, or a claim of the ledger that is named by its id. */
export async function checkAnyClaim(text: string, options: CheckClaimOptions): Promise<CommandResult> {
  if (parseWinRate(text) === null && claimIdForm.test(text)) {
    const found = await ledgerClaimResult(text, options.margin, options.ledger ?? null)
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
      '',
      check.statement.n === null
        ? `For assumed numbers of comparisons, at a design effect of ${check.designEffect} (win rates in %, margins in points):`
        : 'By design effect (win rates in %, margins in points):',
      ...readingTable(check),
      '',
      'Comparisons that the same rate would need:',
      ...needsTable(check),
      '',
      'Assumed:',
      ...words.assumptions.map((line) => `  ${line}`),
      'Bear in mind:',
      ...words.cautions.map((line) => `  ${line}`),
    ],
  }
}

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
    margin: options.margin / 100,
  }
}

function readingTable(check: ClaimCheck): string[] {
  const margins = check.readings[0]?.within.map(({ margin }) => margin) ?? []
  return tableLines(
    [
      'comparisons',
      'design effect',
      '90% interval',
      'smallest margin',
      ...margins.map((margin) => `within ${pointsOf(margin)}`),
      'differs from 50%',
    ],
    check.readings.map((reading) => [
      reading.n.toLocaleString('en-GB'),
      String(reading.designEffect),
      reading.ci90 === null ? '–' : `${percentOf(reading.ci90.lower)} to ${percentOf(reading.ci90.upper)}`,
      reading.smallestProvableMargin === null || reading.smallestProvableMargin >= 0.5
        ? '–'
        : percentOf(reading.smallestProvableMargin),
      ...reading.within.map(({ shown }) => (reading.ci90 === null ? '–' : shown ? 'yes' : 'no')),
      reading.ci95 === null ? '–' : reading.differsFromHalf ? 'yes' : 'no',
    ]),
  )
}

function needsTable(check: ClaimCheck): string[] {
  const margins = check.needs[0]?.within.map(({ margin }) => margin) ?? []
  const oneWay = check.exact95 !== null
  const size = (n: number | null) => (n === null ? (oneWay ? '–' : 'never') : n.toLocaleString('en-GB'))
  return tableLines(
    [
      'design effect',
      ...margins.map((margin) => `to prove within ${pointsOf(margin)}`),
      'to prove a difference',
    ],
    check.needs.map((needs) => [
      String(needs.designEffect),
      ...needs.within.map(({ n }) => size(n)),
      size(needs.differsFromHalf),
    ]),
  )
}

/** A table without rules, its columns ranged right, two spaces in. */
function tableLines(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const none = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '' }
  const table = new Table({
    head: [...head],
    colAligns: head.map(() => 'right'),
    style: { head: [], border: [], compact: true, 'padding-left': 2, 'padding-right': 0 },
    chars: {
      ...none,
      'bottom-left': '',
      'bottom-right': '',
      left: '',
      'left-mid': '',
      mid: '',
      'mid-mid': '',
      right: '',
      'right-mid': '',
      middle: '',
    },
  })
  table.push(...rows.map((row) => [...row]))
  return table.toString().split('\n')
}

function percentOf(share: number): string {
  return (100 * Math.min(1, Math.max(0, share))).toFixed(1)
}

function pointsOf(margin: number): string {
  return String(Number((100 * margin).toPrecision(12)))
}
