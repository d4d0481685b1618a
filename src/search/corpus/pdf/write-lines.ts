import { SectionWriter } from '../blocks/section-writer.ts'
import type { Section } from '../source-document.ts'
import { joinedLines, vocabulary } from './hyphens.ts'
import { type Line, lineText, middle } from './layout.ts'
import { tableAt } from './table-lines.ts'

export interface WrittenLines {
  readonly sections: readonly Section[]
  /** The largest heading of the first page; null where there is none. */
  readonly heading: string | null
}

const bullet = /^(?:[•●○▪■◦‣∙·–—-]\s+|\(?(?:\d{1,2}|[a-z])[.)]\s+)/

/** Headings by their size, paragraphs by the space between lines, list entries by their bullets, tables by their columns. */
export function writeLines(lines: readonly Line[]): WrittenLines {
  const body = bodySize(lines)
  const leading = usualLeading(lines, body)
  const isHeading = (line: Line): boolean =>
    line.size >= body * headingShare &&
    line.cells.length === 1 &&
    /\p{L}/u.test(lineText(line)) &&
    lineText(line).length <= 200
  const levels = [...new Set(lines.filter(isHeading).map(({ size }) => Math.round(size)))].toSorted(
    (a, b) => b - a,
  )
  const known = vocabulary(lines.map(lineText))
  const writer = new SectionWriter()
  const open: (string | undefined)[] = []
  let title: string | null = null
  let text: string[] = []
  const endText = (): void => {
    const whole = joinedLines(text, known)
    if (bullet.test(whole)) writer.entry(whole)
    else writer.paragraph(whole)
    text = []
  }
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]
    if (line === undefined) break
    const before = lines[at - 1]
    if (isHeading(line)) {
      endText()
      const level = levels.indexOf(Math.round(line.size))
      const parts = [lineText(line)]
      // A heading of several lines.
      for (at++; ; at++) {
        const next = lines[at]
        const goesOn =
          next !== undefined &&
          isHeading(next) &&
          next.page === line.page &&
          Math.round(next.size) === Math.round(line.size) &&
          (lines[at - 1]?.y ?? 0) - next.y < next.size * 1.6
        if (!goesOn) break
        parts.push(lineText(next))
      }
      const heading = joinedLines(parts, known)
      if (title === null && level === 0 && line.page === 1) title = heading
      else {
        open.length = level
        open[level] = heading
        writer.setHeadings(open.filter((one) => one !== undefined).map(String))
      }
      continue
    }
    const table = tableAt(lines, at)
    if (table !== null) {
      endText()
      writer.table(table.table)
      at = table.end
      continue
    }
    if (before !== undefined && startsBlock(line, before, leading)) endText()
    text.push(lineText(line))
    at++
  }
  endText()
  return { sections: writer.sections(), heading: title }
}

/** A heading is so much larger than the text. */
const headingShare = 1.12

/** The size that most letters have. */
function bodySize(lines: readonly Line[]): number {
  const letters = new Map<number, number>()
  for (const line of lines) {
    const size = Math.round(line.size * 2) / 2
    letters.set(size, (letters.get(size) ?? 0) + lineText(line).length)
  }
  return [...letters].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? 0
}

/** The usual distance from one line of the text to the next. */
function usualLeading(lines: readonly Line[], body: number): number {
  const steps: number[] = []
  for (const [index, line] of lines.entries()) {
    const step = (lines[index - 1]?.y ?? 0) - line.y
    if (lines[index - 1]?.page === line.page && step > 0 && step < body * 3) steps.push(step)
  }
  return steps.length === 0 ? body * 1.2 : Math.min(middle(steps), body * 2)
}

function startsBlock(line: Line, before: Line, leading: number): boolean {
  const text = lineText(line)
  if (bullet.test(text)) return true
  // The next column or page: a sentence may go on there.
  if (line.page !== before.page || line.y > before.y)
    return /[.!?:]["”’)\]]*$/.test(lineText(before)) || !/^[\p{Ll}\d(]/u.test(text)
  return before.y - line.y > leading * 1.4
}
