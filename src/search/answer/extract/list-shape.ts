import { countWords } from '../../corpus/chunk/count-words.ts'

const finished = /[.!?:;…。！？]["'”’»)\]]*$/
const unfinished = /[^.!?:;…。！？)"”’]$/
const longestHeading = 70

/** Whether a line ends as a sentence does; a colon ends none. */
export function isFinished(line: string): boolean {
  return finished.test(line) && !/:$/.test(line)
}

export function isHeading(line: string): boolean {
  return line.length <= longestHeading && unfinished.test(line) && line.split(/\s+/).length <= 8
}

/** Words at the end of a line that only a list can complete: "Other signs include". */
const waiting =
  /\b(?:includes?|including|are|is|with|of|for|in|to|by|if|when|following|as follows|such as|may be|can be)$/i

/** Whether a line leads into what follows; bullets there let more lines lead in than lines without do. */
export function leadsIn(line: string, intoBullets: boolean): boolean {
  return /:$/.test(line) || (intoBullets && waiting.test(line))
}

const longestEntry = 60
const shortestParagraph = 10

/**
 * Whether a line without a bullet goes on with the list of these entries. Where none of them ends as a sentence does, a line that
 * begins with a capital, is long and ends so is the paragraph after the list.
 */
export function continuesList(entries: readonly string[], line: string): boolean {
  if (/:$/.test(line) || countWords(line) > longestEntry) return false
  const open = entries.every((entry) => !isFinished(entry))
  return !(open && isFinished(line) && /^\p{Lu}/u.test(line) && countWords(line) >= shortestParagraph)
}

const shortLine = 40
const shortLineOfTwo = 25

/**
 * How many lines from the first on are a list without bullets and without a lead-in: three short lines and more, or two shorter
 * ones; 0 where there is none. Unfinished lines before finished ones are headings and make no list.
 *
 * @param lines Null for what is no plain line.
 */
export function looseList(lines: readonly (string | null)[]): number {
  let count = 0
  for (const line of lines) {
    if (line === null || /:$/.test(line) || countWords(line) > shortLine) break
    if (count > 0 && isHeading(line) !== isHeading(lines[0]!)) break
    count += 1
  }
  const run = lines.slice(0, count)
  const most = count >= 3 ? shortLine : shortLineOfTwo
  return count >= 2 && run.every((line) => line !== null && countWords(line) <= most) ? count : 0
}
