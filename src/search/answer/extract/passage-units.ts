import { sentenceEnds } from '../../../text/sentence-ends.ts'

/** The smallest stretch of a passage that is quoted: never half a sentence, half an entry of a list or half a row. */
export interface PassageUnit {
  /** Place in the text of the passage, in UTF-16 units, without the white space around it. */
  readonly start: number
  readonly end: number
  readonly kind: 'sentence' | 'heading' | 'entry' | 'row'
  /** Index of the unit that it makes no sense without: the lead-in of a list, the head of a table; null for the others. */
  readonly opener: number | null
}

const bullet = /^(?:[-–•*·▪◦o]\s+|\(?(?:\d{1,2}|[a-z])[.)]\s+)/
/** Sources that were once web pages have lists in one line, their entries parted by runs of blanks. */
const entryWithin = /[ \t\u00a0]{2,}(?=[-–•*·▪◦]\s)/g
const row = /\|.*\||\S\t+\S/
const rule = /^[\s|:+=-]+$/
const unfinished = /[^.!?:;…。！？)"”’]$/
const longestHeading = 70

/** Parts a text into what may be quoted. Every unit is a slice of the text as it stands. */
export function passageUnits(text: string): readonly PassageUnit[] {
  const units: PassageUnit[] = []
  /** What a list or a table that starts now belongs to. */
  let opener: number | null = null
  let head: number | null = null
  for (const [from, to] of lines(text)) {
    const line = text.slice(from, to)
    if (line.trim() === '') continue
    if (row.test(line)) {
      if (rule.test(line)) continue
      push(units, text, from, to, 'row', head)
      head ??= units.length - 1
      opener = null
      continue
    }
    head = null
    if (bullet.test(line.trimStart())) {
      push(units, text, from, to, 'entry', opener)
      continue
    }
    opener = null
    if (isHeading(line)) {
      push(units, text, from, to, 'heading', null)
      continue
    }
    let start = from
    for (const end of sentenceEnds(line)) {
      push(units, text, start, from + end, 'sentence', null)
      start = from + end
    }
    if (/:\s*$/.test(line)) opener = units.length - 1
  }
  return units
}

/** Start and end of each line, and of each entry that stands within one. */
function* lines(text: string): Generator<readonly [number, number]> {
  let start = 0
  while (start <= text.length) {
    const feed = text.indexOf('\n', start)
    const end = feed === -1 ? text.length : feed
    let from = start
    for (const gap of text.slice(start, end).matchAll(entryWithin)) {
      const at = start + gap.index
      if (at > from) yield [from, at]
      from = at
    }
    yield [from, end]
    start = end + 1
  }
}

function isHeading(line: string): boolean {
  const words = line.trim()
  return words.length <= longestHeading && unfinished.test(words) && words.split(/\s+/).length <= 8
}

function push(
  units: PassageUnit[],
  text: string,
  from: number,
  to: number,
  kind: PassageUnit['kind'],
  opener: number | null,
): void {
  let start = from
  let end = to
  while (start < end && /\s/.test(text[start]!)) start++
  while (end > start && /\s/.test(text[end - 1]!)) end--
  if (end > start) units.push({ start, end, kind, opener })
}
