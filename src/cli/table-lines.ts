import Table from 'cli-table3'
import { tableCell } from './table-cell.ts'

/** Lines above, below the head and at the end; none between rows or columns. */
const openTable = {
  top: '─',
  'top-mid': '─',
  'top-left': '─',
  'top-right': '',
  bottom: '─',
  'bottom-mid': '─',
  'bottom-left': '─',
  'bottom-right': '',
  left: ' ',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' ',
} as const

/** A table as lines of a terminal, set in by two; only its head may have several lines. */
export function tableLines(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly ('left' | 'right')[] = head.map(() => 'left'),
): string[] {
  const drawn = new Table({
    head: [...head],
    colAligns: [...align],
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1 },
    chars: openTable,
  })
  drawn.push(...rows.map((row) => row.map(tableCell)))
  return drawn
    .toString()
    .split('\n')
    .map((line) => `  ${line.trimEnd()}`)
}
