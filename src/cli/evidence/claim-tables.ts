import Table from 'cli-table3'
import type { ClaimCheck } from '../../evidence/claim-check.ts'

/** The arithmetic of a win rate as tables, each after an empty line. */
export function checkTables(check: ClaimCheck): string[] {
  return [
    '',
    check.statement.n === null
      ? `For assumed numbers of comparisons, at a design effect of ${check.designEffect} (win rates in %, margins in points):`
      : 'By design effect (win rates in %, margins in points):',
    ...readingTable(check),
    '',
    'Comparisons that the same rate would need (a difference by the exact test, a margin by the normal approximation):',
    ...needsTable(check),
  ]
}

export function assumptionLines(assumptions: readonly string[]): string[] {
  return assumptions.length === 0 ? [] : ['Assumed:', ...assumptions.map((line) => `  ${line}`)]
}

export function cautionLines(cautions: readonly string[]): string[] {
  return cautions.length === 0 ? [] : ['Bear in mind:', ...cautions.map((line) => `  ${line}`)]
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
