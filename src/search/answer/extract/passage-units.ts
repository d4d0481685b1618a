import { splitSentences } from '../../text/sentences.ts'
import { type Line, linesOf } from './lines.ts'
import { continuesList, isFinished, isHeading, leadsIn, looseList } from './list-shape.ts'

/** The smallest stretch of a passage that is quoted: never half a sentence, half an entry of a list or half a row. */
export interface PassageUnit {
  /** Place in the text of the passage, in UTF-16 units, without the white space around it. */
  readonly start: number
  readonly end: number
  readonly kind: 'sentence' | 'heading' | 'entry' | 'row'
  /** Index of the unit that it makes no sense without: the lead-in of a list, the head of a table; null for the others. */
  readonly opener: number | null
  /** The list or table that it is of, by the index of its first unit; null for those that stand alone. */
  readonly group: number | null
}

/**
 * Parts a text into what may be quoted. Every unit is a slice of the text as it stands. Entries of most sources have lost their
 * bullets: then a list is told by its lead-in ("is treated with:"), or by being several short lines.
 */
export function passageUnits(text: string): readonly PassageUnit[] {
  const lines = linesOf(text)
  const units: PassageUnit[] = []
  let at = 0
  while (at < lines.length) {
    const line = lines[at]!
    if (line.kind === 'row') at = addTable(units, text, lines, at)
    else if (line.kind === 'marked') at = addEntries(units, lines, at, endOfMarked(lines, at), null)
    else at = addPlain(units, text, lines, at)
  }
  return units
}

function addPlain(units: PassageUnit[], text: string, lines: readonly Line[], at: number): number {
  const line = lines[at]!
  const words = text.slice(line.start, line.end)
  const next = lines[at + 1]
  if (
    next !== undefined &&
    next.kind !== 'row' &&
    leadsIn(words, text.slice(next.start, next.end), next.kind === 'marked')
  ) {
    const opener = addSentences(units, line, words)
    const end = next.kind === 'marked' ? endOfMarked(lines, at + 1) : endOfUnmarked(text, lines, at + 1)
    return addEntries(units, lines, at + 1, end, opener)
  }
  const loose = looseList((after) => {
    const one = lines[at + after]
    return one?.kind === 'plain' ? text.slice(one.start, one.end) : null
  })
  if (loose > 0) return addEntries(units, lines, at, at + loose, null)
  if (isHeading(words)) units.push({ ...span(line), kind: 'heading', opener: null, group: null })
  else addSentences(units, line, words)
  return at + 1
}

/** The sentences of a line. @returns The index of the last one. */
function addSentences(units: PassageUnit[], line: Line, words: string): number {
  for (const { start, end } of splitSentences(words))
    units.push({
      start: line.start + start,
      end: line.start + end,
      kind: 'sentence',
      opener: null,
      group: null,
    })
  return units.length - 1
}

function addEntries(
  units: PassageUnit[],
  lines: readonly Line[],
  from: number,
  to: number,
  opener: number | null,
): number {
  const group = opener ?? units.length
  if (opener !== null) units[opener] = { ...units[opener]!, group }
  for (const line of lines.slice(from, to)) units.push({ ...span(line), kind: 'entry', opener, group })
  return to
}

/** A run of rows. Its head is its first line, or the line above that says what the table is. */
function addTable(units: PassageUnit[], text: string, lines: readonly Line[], from: number): number {
  let to = from + 1
  while (lines[to]?.kind === 'row') to++
  const above = units.at(-1)
  const touches = above !== undefined && above.end === lines[from - 1]?.end
  const caption =
    touches && above.group === null && !isFinished(text.slice(above.start, above.end)) ? above : null
  let head: number | null = null
  if (caption !== null) {
    head = units.length - 1
    units[head] = { ...caption, kind: caption.kind === 'heading' ? 'row' : caption.kind, group: head }
  }
  const group = head ?? units.length
  for (const line of lines.slice(from, to)) {
    units.push({ ...span(line), kind: 'row', opener: head, group })
    head ??= units.length - 1
  }
  return to
}

function endOfMarked(lines: readonly Line[], from: number): number {
  let to = from
  while (lines[to]?.kind === 'marked') to++
  return to
}

function endOfUnmarked(text: string, lines: readonly Line[], from: number): number {
  let to = from + 1
  const entries = [text.slice(lines[from]!.start, lines[from]!.end)]
  for (; lines[to]?.kind === 'plain'; to++) {
    const words = text.slice(lines[to]!.start, lines[to]!.end)
    const next = lines[to + 1]
    if (!continuesList(entries, words, next === undefined ? null : text.slice(next.start, next.end))) break
    entries.push(words)
  }
  return to
}

function span({ start, end }: Line): { readonly start: number; readonly end: number } {
  return { start, end }
}
