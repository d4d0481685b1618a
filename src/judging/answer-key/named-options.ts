import type { Span } from './reading.ts'
import type { Reply, TextMatch } from './reply.ts'

/** What a place of the reply names. */
export interface NamedOptions {
  /** Labels in the order of the text, each once; several also where a letter stands with another option's text. */
  readonly labels: readonly string[]
  readonly span: Span
  /** A letter stands beside the text of another option. */
  readonly conflict: boolean
  /** By a label; false for an option's text alone. */
  readonly byLabel: boolean
}

const opening =
  /(?:\s|[*_`"'([{:=#~]|[>-](?!\s?\d)|\$|\\[([]|\\(?:text|math)?(?:bf|rm|sf|it|tt)?(?:boxed)?\s*\{|<\/?[a-z]{1,8}>|(?:either|both|most likely|probably|likely|clearly|definitely|therefore|simply|option|choice|letter|answer|number|indeed|just|the (?:correct |right |best )?(?:option|choice|letter|answer)|that of)s?\b(?!\s+(?:is|are)\b)|[–—→])*/iy
const joiner =
  /[\s*_`"')\]}.]*(?:,\s*(?:and\/or|and|or|&)|[,;/&+]|and\/or|and|or|as well as|et|und|y|e|o|ou|oder)[\s*_`"'([{]*(?:also\s+)?(?:(?:option|choice|answer)\s+)?[*_`"'([{]*/iy
const newLineJoiner = /[\s*_`"')\]}.,;]*\n\s*(?:[-*•]\s+|\d+[.)]\s+)?[*_`"'([{]*/y
const separator = /[*_`"')\]}]*\s*(?:[.:)\],]|-{1,2}|[–—=])?[\s*_`"'([{]*/y
/** What may follow a lower-case label, or `A` and `I`, which are words too. */
const closing =
  /[*_`"']*\s*(?:[.,:;)\]}/&"'*\\$<>|!?–—]|\s-|\n|$|(?:and|or|because|since|as|due|for|based|given|which|with|in|from|is|was|are|were|by|here|according)\b)/iy
const contradiction =
  /[\s*_`"')\]}.]*(?:(?:is|are|was|were|would be|seems|can be|has been|have been|could be)\s+(?:also\s+|clearly\s+|therefore\s+)?(?:not|n't|incorrect|wrong|false|unlikely|excluded|eliminated|ruled|less)|(?:isn't|aren't|wasn't|cannot|can't|can not|may not|might not))\b/iy

/**
 * Reads which options a statement names from `place` on: a letter (`B`, `(b)`, `**B.** text`, `\text{B}`), letters
 * joined by `and`, `or`, a comma or a stroke, or the text of an option. Null when the statement begins with anything
 * else, or goes on to say that the option is wrong.
 */
export function namedOptionsAt(reply: Reply, place: number, limit: number): NamedOptions | null {
  const start = skip(opening, reply.text, place)
  if (start >= limit) return null
  const first = optionAt(reply, start, limit, false)
  if (first === null) return null
  const options = [first]
  for (;;) {
    const next = nextOption(reply, options[options.length - 1]!.end, limit)
    if (next === null) break
    options.push(next)
  }
  const named = stillNamed(reply, options)
  const last = named[named.length - 1]
  if (last === undefined) return null
  return {
    labels: [...new Set(named.flatMap(({ label, other }) => (other === null ? [label] : [label, other])))],
    span: [start, last.end],
    conflict: named.some(({ other }) => other !== null),
    byLabel: first.byLabel,
  }
}

/** Without the options that the sentence goes on to deny: `B, C is wrong` names B, `A and B are wrong` none. */
function stillNamed(reply: Reply, options: readonly OneOption[]): readonly OneOption[] {
  const end = options[options.length - 1]!.end
  if (skip(contradiction, reply.text, end) === end) return options
  const breaksOff =
    options.length > 1 && /^[\s*_`"')\]}.]*[,;]/.test(reply.text.slice(options[0]!.end, options[0]!.end + 8))
  return breaksOff ? options.slice(0, 1) : []
}

interface OneOption {
  readonly label: string
  /** The option whose text stands beside the letter of another. */
  readonly other: string | null
  readonly end: number
  readonly byLabel: boolean
}

function nextOption(reply: Reply, end: number, limit: number): OneOption | null {
  const joined = skip(joiner, reply.text, end)
  if (joined !== end && joined < limit) {
    const next = optionAt(reply, joined, limit, true)
    if (next !== null) return next
  }
  if (!reply.several) return null
  const line = skip(newLineJoiner, reply.text, end)
  if (line === end || line >= limit) return null
  const next = optionAt(reply, line, limit, true)
  return next?.byLabel === true ? next : null
}

function optionAt(reply: Reply, start: number, limit: number, joined: boolean): OneOption | null {
  const label = reply.labelAt(start)
  const text = reply.optionTextAt(start, limit)
  const adjacent =
    text !== null &&
    text.span[0] - start <= 4 &&
    !/[\p{L}\p{N}]{2}/u.test(reply.text.slice(start, text.span[0]))
  if (label === null || label.end > limit) {
    if (text === null || !adjacent || text.span[0] !== start) return fromText(text, start, reply)
    return { label: text.label, other: null, end: text.span[1], byLabel: false }
  }
  // "A patient-centred approach" and "E. coli" are texts that begin like a label.
  if (text !== null && text.words > 1 && text.label !== label.label && startsInside(text, start, label.end)) {
    return { label: text.label, other: null, end: text.span[1], byLabel: false }
  }
  if (!isLabelHere(reply, label.written, label.end, joined)) {
    return text !== null && adjacent
      ? { label: text.label, other: null, end: text.span[1], byLabel: false }
      : null
  }
  return withItsText(reply, label.label, label.end, limit)
}

/** The text of an option that begins with an article (`the duodenum`), which is no word of it. */
function fromText(text: TextMatch | null, start: number, reply: Reply): OneOption | null {
  if (text === null || !/^(?:(?:the|an?)\s+)?["'*_`]*$/i.test(reply.text.slice(start, text.span[0])))
    return null
  return { label: text.label, other: null, end: text.span[1], byLabel: false }
}

function startsInside(text: TextMatch, start: number, labelEnd: number): boolean {
  return text.span[0] >= start && text.span[0] <= labelEnd + 1
}

/** A capital letter is a label; a small letter, `A` and `I` only where the sentence does not go on with them. */
function isLabelHere(reply: Reply, written: string, end: number, joined: boolean): boolean {
  const word =
    written === 'A' || written === 'I' || (written.length === 1 && written !== written.toUpperCase())
  if (!word && !(joined && /[A-Z]/.test(written))) return true
  return skip(closing, reply.text, end) !== end || end >= reply.text.length
}

/** Goes on over the text of the option after its letter; another option's text in its place is a conflict. */
function withItsText(reply: Reply, label: string, labelEnd: number, limit: number): OneOption {
  const after = skip(separator, reply.text, labelEnd)
  const text = after === labelEnd ? null : reply.optionTextAt(after, limit)
  if (
    text === null ||
    !/^(?:(?:the|an?)\s+)?[^\p{L}\p{N}]{0,3}$/iu.test(reply.text.slice(after, text.span[0]))
  ) {
    return { label, other: null, end: labelEnd, byLabel: true }
  }
  if (text.label === label) return { label, other: null, end: text.span[1], byLabel: true }
  const own = reply.question.options.find((option) => option.label === label)
  const isWhole = /^[*_`"')\]}]*\s*(?:[.,;"'\n]|(?:or|and)\b|$)/.test(
    reply.text.slice(text.span[1], text.span[1] + 12),
  )
  const sameWords = own !== undefined && sameText(reply, own.words, text)
  return { label, other: isWhole && !sameWords ? text.label : null, end: labelEnd, byLabel: true }
}

/** Two options with the same words: the letter alone can tell them apart. */
function sameText(reply: Reply, words: readonly string[], text: TextMatch): boolean {
  const other = reply.question.options.find((option) => option.label === text.label)
  return other !== undefined && other.words.join(' ') === words.join(' ')
}

/** The place after `pattern`, a sticky one, at `place`; `place` itself where it does not match. */
export function skip(pattern: RegExp, text: string, place: number): number {
  pattern.lastIndex = place
  return pattern.test(text) ? pattern.lastIndex : place
}
