/** A line of a passage, or an entry of a list that stands within one, without the white space around it. */
export interface Line {
  readonly start: number
  readonly end: number
  /** A row of a table, an entry with a bullet or a number, or neither. */
  readonly kind: 'row' | 'marked' | 'plain'
}

const bullet = /^(?:[-–•*·▪◦o]\s+|\(?(?:\d{1,2}|[a-z])[.)]\s+)/
/** Sources that were once web pages have lists in one line, their entries parted by runs of blanks. */
const entryWithin = /[ \t\u00a0]{2,}(?=[-–•*·▪◦]\s)/g
const surelyRow = /\|.*\||\S\t+\S/
const perhapsRow = /\S \| \S/
const rule = /^[\s|:+=-]+$/

/** The lines of a text that hold something; rules of tables are left out. */
export function linesOf(text: string): readonly Line[] {
  const spans = [...stretches(text)].filter(([start, end]) => {
    const line = text.slice(start, end)
    return start < end && !(line.includes('|') && rule.test(line))
  })
  const piped = spans.map(([start, end]) => perhapsRow.test(text.slice(start, end)))
  return spans.map(([start, end], at) => {
    const line = text.slice(start, end)
    // One bar alone is a row only beside another row: prose may hold one.
    const isRow =
      surelyRow.test(line) || (piped[at] === true && (piped[at - 1] === true || piped[at + 1] === true))
    return { start, end, kind: isRow ? 'row' : bullet.test(line) ? 'marked' : 'plain' }
  })
}

function* stretches(text: string): Generator<readonly [number, number]> {
  let start = 0
  while (start <= text.length) {
    const feed = text.indexOf('\n', start)
    const end = feed === -1 ? text.length : feed
    let from = start
    for (const gap of text.slice(start, end).matchAll(entryWithin)) {
      yield trimmed(text, from, start + gap.index)
      from = start + gap.index
    }
    yield trimmed(text, from, end)
    start = end + 1
  }
}

function trimmed(text: string, from: number, to: number): readonly [number, number] {
  let start = from
  let end = to
  while (start < end && /\s/.test(text[start]!)) start++
  while (end > start && /\s/.test(text[end - 1]!)) end--
  return [start, end]
}
