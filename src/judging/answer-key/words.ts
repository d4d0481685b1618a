/** A word of a text and where it stands. */
export interface Word {
  readonly word: string
  readonly start: number
  readonly end: number
}

/**
 * Words by which an option's text is found in a reply: runs of letters and digits in lower case, numbers with their
 * decimals, and the signs that tell options apart (`<10%`, `>10%`, `-5`). Other punctuation, articles and case do not
 * count.
 */
export function wordsOf(text: string): readonly Word[] {
  const all: Word[] = []
  const kept: Word[] = []
  for (const match of text.matchAll(pattern)) {
    const start = match.index
    const end = start + match[0].length
    const lower = match[0].toLowerCase().replace(/,(?=\d{3})/g, '')
    const word = { word: lower === '−' ? '-' : lower, start, end }
    all.push(word)
    if (lower === 'the' || lower === 'an' || (lower === 'a' && isArticle(text, end))) continue
    kept.push(word)
  }
  return kept.length === 0 ? all : kept
}

/** `a` before a small letter is an article; `hepatitis A`, `A and B` are not. */
function isArticle(text: string, end: number): boolean {
  return /^\s+(?!(?:and|or|is|was|because|as)\b)[\p{Ll}]/u.test(text.slice(end, end + 10))
}

const pattern =
  /\d+(?:,\d{3})*(?:\.\d+)?(?![\p{L}\p{N}])|[\p{L}\p{N}\p{M}]+|[<>=≤≥±+%]|(?<![\p{L}\p{N}])[-−](?=\d)/gu
