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

/** Whether a line leads into what follows; before bullets or small letters an unfinished line does so, too. */
export function leadsIn(line: string, next: string, intoBullets: boolean): boolean {
  return /:$/.test(line) || ((intoBullets || /^\p{Ll}/u.test(next)) && waiting.test(line))
}

const longestEntry = 60
const shortestParagraph = 10

/**
 * Whether a line without a bullet goes on with the list of these entries. Where none of them ends as a sentence does, a line that
 * begins with a capital, is long and ends so is the paragraph after the list.
 */
export function continuesList(entries: readonly string[], line: string, next: string | null): boolean {
  if (next !== null && isHeadingOfNext(entries, line, next)) return false
  if (/:$/.test(line) || countWords(line) > longestEntry) return false
  const open = entries.every((entry) => !isFinished(entry))
  return !(open && isFinished(line) && /^\p{Lu}/u.test(line) && countWords(line) >= shortestParagraph)
}

/** A short line with a capital before a paragraph is a heading, where entries begin small or are longer. */
function isHeadingOfNext(entries: readonly string[], line: string, next: string): boolean {
  if (!isHeading(line) || !/^\p{Lu}/u.test(line)) return false
  if (!isFinished(next) || countWords(next) < shortestParagraph) return false
  const mean = entries.reduce((sum, entry) => sum + countWords(entry), 0) / entries.length
  return entries.some((entry) => /^\p{Ll}/u.test(entry)) || (countWords(line) <= 3 && mean >= 5)
}

const shortLine = 40
const shortLineOfTwo = 25

/**
 * How many lines from the first on are a list without bullets and without a lead-in: three short lines and more, or two shorter
 * ones that do not both end as sentences do; 0 where there is none. Unfinished lines before finished ones are headings and make no
 * list.
 *
 * @param lineAt The line so many after the first; null for what is no plain line, and after the last.
 */
export function looseList(lineAt: (after: number) => string | null): number {
  const run: string[] = []
  for (let line = lineAt(0); line !== null; line = lineAt(run.length)) {
    if (/:$/.test(line) || countWords(line) > shortLine) break
    if (run[0] !== undefined && isHeading(line) !== isHeading(run[0])) break
    run.push(line)
  }
  if (run.length === 2 && run.every(isFinished)) return 0
  const most = run.length >= 3 ? shortLine : shortLineOfTwo
  return run.length >= 2 && run.every((line) => countWords(line) <= most) ? run.length : 0
}
