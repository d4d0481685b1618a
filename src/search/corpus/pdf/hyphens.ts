/** Words of the document with a hyphen in them, and those without: they tell which hyphens belong to their word. */
export function vocabulary(lines: readonly string[]): ReadonlySet<string> {
  const words = new Set<string>()
  // The last word of a line may be half of one.
  for (const line of lines)
    for (const [word] of line.toLowerCase().matchAll(/[\p{L}\d]+(?:-[\p{L}\d]+)*(?![\p{L}\d-]*-?$)/gu))
      words.add(word)
  return words
}

/**
 * Lines as one text. A word that was parted at the end of a line is put together again: without its hyphen, unless the
 * document has the word with one elsewhere (`beta-blocker`) and not without.
 */
export function joinedLines(lines: readonly string[], known: ReadonlySet<string>): string {
  let text = ''
  for (const line of lines) {
    const next = line.trim()
    const first = /([\p{L}\d]+(?:-[\p{L}\d]+)*)-$/u.exec(text)?.[1]
    const rest = /^\p{Ll}[\p{L}\d]*/u.exec(next)?.[0]
    if (first === undefined || rest === undefined) text += text === '' ? next : ` ${next}`
    else {
      const isKnown = (word: string): boolean => forms(word.toLowerCase()).some((form) => known.has(form))
      const keep = /\d$/.test(first) || (isKnown(`${first}-${rest}`) && !isKnown(`${first}${rest}`))
      text = `${keep ? text : text.slice(0, -1)}${next}`
    }
  }
  return text
}

/** A word, and the same in the other number. */
function forms(word: string): readonly string[] {
  return word.endsWith('s') ? [word, word.slice(0, -1)] : [word, `${word}s`]
}
