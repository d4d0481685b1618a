import { problem } from '../../../problem.ts'

/*
 * A reader of markdown looks for the end of whatever a bracket or a star may begin, so that some thousand of them in one
 * block keep it busy for minutes. No text that was written to be read has as many.
 */

/** Signs of lists and quotes, one after the other at the start of a line. */
const deepest = 20
const tooDeep = new RegExp(
  String.raw`^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){${deepest + 1}}`,
  'm',
)

/** Brackets, stars and the like, and bars of a table, in one block. */
const mostMarks = 3000
const mostBars = 20_000

/** Refuses a text with so much markup that reading it would take minutes. */
export function refuseTangles(text: string, file: string): void {
  const line = tooDeep.test(text) ? lineOf(text, text.search(tooDeep)) : tangledLine(text)
  if (line === null) return
  throw problem(
    'SOURCE_TOO_DEEP',
    'The text has more markup than text.',
    'Look whether it is what it seems to be.',
    {
      place: { file, line },
      expected: `at most ${deepest} lists or quotes within each other, and ${mostMarks} brackets, stars and the like without a blank line between`,
    },
  )
}

/** The line on which a block has too many marks; null where none has. */
function tangledLine(text: string): number | null {
  let marks = 0
  let bars = 0
  let blank = true
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '[':
      case '*':
      case '_':
      case '~':
      case '`':
      case '<':
        blank = false
        // A run of one sign counts once, as a line of underscores does.
        if (text[at - 1] !== text[at] || text[at] === '[' || text[at] === '<') marks += 1
        break
      case '|':
        blank = false
        bars += 1
        break
      case '\n':
        if (blank) marks = bars = 0
        blank = true
        break
      case ' ':
      case '\t':
      case '\r':
        break
      default:
        blank = false
    }
    if (marks > mostMarks || bars > mostBars) return lineOf(text, at)
  }
  return null
}

function lineOf(text: string, place: number): number {
  return text.slice(0, place).split('\n').length
}
