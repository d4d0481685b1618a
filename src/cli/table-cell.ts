import { oneLine } from './visible-text.ts'

const widest = 60
const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** What stands in a cell of a table: on one line, without effect on the terminal, and cut where it is very long. */
export function tableCell(text: string): string {
  const shown = oneLine(text)
  if (shown.length <= widest) return shown
  const parts = Array.from(characters.segment(shown), ({ segment }) => segment)
  return parts.length <= widest ? shown : `${parts.slice(0, widest - 1).join('')}…`
}
