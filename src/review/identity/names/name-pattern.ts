/** What may stand between the parts of a name: "GPT-5.2", "gpt 5.2", "gpt5.2". */
const between = String.raw`[\s._/-]?`

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)

/** Where a Latin word ends; in Chinese text a name stands between letters. */
const letter = String.raw`A-Za-z0-9\u00c0-\u024f`
export const wordStart = `(?<![${letter}])`
export const wordEnd = `(?![${letter}])`

/** A name in small letters and with any separators, as the source of an expression with the flag `i`. */
export function namePattern(name: string): string {
  const parts = name
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s._/–-]+|(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})/u)
    .filter((part) => part !== '')
  return parts.map(escaped).join(between)
}

/**
 * A name of capitals within a word ("OpenEvidence"), written apart ("Open Evidence", "OPEN EVIDENCE"), as the source of an
 * expression; null for other names. In small letters it is no name: "we need to open evidence".
 */
export function spreadPattern(name: string): string | null {
  const parts = name.split(/(?<=\p{Ll})(?=\p{Lu})/u)
  if (parts.length < 2 || /[\s.-]/.test(name)) return null
  const apart = parts.map(escaped).join(String.raw`[\s_-]`)
  // "UP TO DATE" is a heading like any other.
  return parts.length > 2
    ? apart
    : `${apart}|${parts.map((part) => escaped(part.toUpperCase())).join(String.raw`[\s_-]`)}`
}

/** Puts whole words around alternatives; null where there are none. */
export function wholeWords(alternatives: readonly string[], flags: string): RegExp | null {
  return alternatives.length === 0
    ? null
    : new RegExp(`${wordStart}(?:${longestFirst(alternatives)})${wordEnd}`, flags)
}

/** Of two alternatives the longer one counts. */
export function longestFirst(alternatives: readonly string[]): string {
  return [...new Set(alternatives)]
    .sort((left, right) => right.length - left.length || (left < right ? -1 : 1))
    .join('|')
}
