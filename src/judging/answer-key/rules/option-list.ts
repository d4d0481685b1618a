import { namedOptionsAt } from '../named-options.ts'
import { echoesOf, isInside, optionLinesIn } from '../option-lines.ts'
import type { Reply } from '../reply.ts'
import { type Finding, nothingChosen } from './finding.ts'

const mark =
  /^[*_`"'.)\]\s]*(?:[✓✔✅☑]|\u{1f5f8}|(?:[([]|<-+|←|--?|[–—])\s*(?:this is )?(?:the )?(?:correct|right|best|true|chosen|my)?\s*(?:answer|choice|option|correct|right)\s*[)\].!*]*\s*(?:\n|$))/iu
const markBefore = /(?:[✓✔✅☑]|\[[xX]\])[ \t]*[*_`"'([{]*$/u

/** A list of the options in which one is ticked: `B. text ✓`, `B. text (correct)`, `[x] B. text`. */
export function markedInList(reply: Reply): Finding | null {
  const marked = optionLinesIn(reply).filter(
    ({ span }) =>
      mark.test(restOfLine(reply.text, span[1])) ||
      markBefore.test(reply.text.slice(Math.max(0, span[0] - 8), span[0])),
  )
  if (marked.length === 0) return null
  const labels = [...new Set(marked.map(({ label }) => label))]
  return { labels, span: marked[marked.length - 1]!.span, conflict: false, none: null }
}

/**
 * A line that holds a choice and nothing else: `B`, `(b)`, `**B. text**`, `A and C`, or an option's text. A letter
 * alone comes before a letter with its text, and that before a text alone, since replies also list options to discuss
 * them. Lines that only repeat all options do not count. Lines that choose differently: ambiguous.
 */
export function lineOfItsOwn(reply: Reply): Finding | null {
  const echoes = echoesOf(optionLinesIn(reply), reply.question.labels)
  const bare: Finding[] = []
  const withText: Finding[] = []
  const textOnly: Finding[] = []
  let start = 0
  for (const line of reply.text.split('\n')) {
    const end = start + line.length
    if (line.length < 400 && /[\p{L}\p{N}]/u.test(line) && !isInside(firstWord(reply.text, start), echoes)) {
      const named =
        namedOptionsAt(reply, start + numbering(line, reply), end) ?? contiguous(reply, start, end)
      if (named !== null && isOver(reply.text.slice(named.span[1], end))) {
        const finding = { labels: named.labels, span: named.span, conflict: named.conflict, none: null }
        if (!named.byLabel) textOnly.push(finding)
        else if (/[\p{L}]{4}/u.test(line)) withText.push(finding)
        else bare.push(finding)
      }
    }
    start = end + 1
  }
  const best = [bare, withText, textOnly].find((findings) => findings.length > 0)
  if (best === undefined) return null
  // Beside a line that stands free, the entries of a list discuss the options.
  const free = best.filter(({ span }) => !isListEntry(reply.text, span[0]))
  return agreed(reply, free.length === 0 ? best : free)
}

/** Nothing follows but punctuation and closing tags. */
function isOver(rest: string): boolean {
  return /^[^\p{L}\p{N}]*$/u.test(rest.replace(/<\/[a-z]{1,8}>/gi, ''))
}

function isListEntry(text: string, place: number): boolean {
  return /^\s*(?:[-+•*]\s|\d{1,3}[.)]\s)/.test(text.slice(text.lastIndexOf('\n', place - 1) + 1, place))
}

/** Length of the number of a list entry (`1. B`), unless numbers are labels. */
function numbering(line: string, reply: Reply): number {
  if (reply.question.labels.some((label) => /\d/.test(label))) return 0
  return /^\s*\d{1,3}[.)]\s+/.exec(line)?.[0].length ?? 0
}

function agreed(reply: Reply, findings: readonly Finding[]): Finding {
  const labels = [...new Set(findings.flatMap((finding) => finding.labels))]
  const last = findings[findings.length - 1]!
  const same = findings.every((finding) => finding.labels.join() === last.labels.join())
  if (same) return last
  if (reply.several) return { ...last, labels, conflict: findings.some(({ conflict }) => conflict) }
  return nothingChosen('ambiguous', last.span, labels)
}

/** `AC` or `A C` where several options may be right. */
function contiguous(reply: Reply, start: number, end: number) {
  if (!reply.several) return null
  const match = /^[\s*_`"'([{]*([A-Z](?:\s?[A-Z])+)[\s*_`"')\]}.]*$/.exec(reply.text.slice(start, end))
  if (match === null) return null
  const letters = [...match[1]!.replace(/\s/g, '')]
  const known = letters.every((letter) => reply.question.byUpper.has(letter))
  if (!known || new Set(letters).size < letters.length) return null
  const first = start + match[0].indexOf(match[1]!)
  return {
    labels: letters.map((letter) => reply.question.byUpper.get(letter)!),
    span: [first, first + match[1]!.length] as const,
    conflict: false,
    byLabel: true,
  }
}

function restOfLine(text: string, start: number): string {
  const end = text.indexOf('\n', start)
  return text.slice(start, end === -1 ? text.length : end)
}

function firstWord(text: string, start: number): number {
  const offset = text.slice(start).search(/[\p{L}\p{N}]/u)
  return offset === -1 ? start : start + offset
}
