/** What came out of an identifier as a source or a model wrote it. */
export type ReadIdentifier =
  | { readonly wellFormed: true; readonly value: string }
  | { readonly wellFormed: false; readonly value: string }

/**
 * Crossref's advice for modern DOIs is `10.\d{4,9}/[-._;()/:A-Z0-9]+`; older ones have `<`, `>`, `[`, `]`, `#`, `+`, `&` and the
 * like after the slash, so that here anything but white space, quotes and control characters may stand there.
 */
const doi = /^10\.\d{4,9}(?:\.\d+)*\/[^\s"\p{Cc}]+$/iu
const doiPrefix = /^(?:https?:\/\/(?:dx\.|www\.)?doi\.org\/|info:doi\/|doi\.org\/|doi:?\s*)+/i

/** A DOI in small letters without the address before it and the stop after it; DOIs are the same in either case. */
export function readDoi(written: string): ReadIdentifier {
  const plain = decoded(written.trim().replace(doiPrefix, '')).trim()
  const value = withoutStop(plain).toLowerCase()
  return { wellFormed: doi.test(value), value }
}

/** A PubMed number: 1 to 8 digits, the first of them not 0. */
export function readPmid(written: string): ReadIdentifier {
  const value = written
    .trim()
    .replace(/^(?:https?:\/\/)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pubmed)\//i, '')
    .replace(/^pmid:?\s*/i, '')
    .replace(/(?<![/.,;])[/.,;]+$/, '')
  return { wellFormed: /^[1-9]\d{0,7}$/.test(value), value }
}

/** Addresses write some signs of a DOI as `%28`; a broken code stays as it is. */
function decoded(text: string): string {
  if (!/%[0-9a-f]{2}/i.test(text)) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Cuts off what ends the sentence or the bracket that a DOI stands in, unless the bracket was opened within it. */
function withoutStop(text: string): string {
  const counts = new Map<string, number>()
  for (const sign of text) if (brackets.includes(sign)) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  let end = text.length
  while (end > 0) {
    const last = text[end - 1]!
    const open = openers[last]
    const closings = counts.get(last) ?? 0
    if (/[.,;:!?'"”’»*_]/.test(last)) end--
    else if (open !== undefined && closings > (counts.get(open) ?? 0)) {
      counts.set(last, closings - 1)
      end--
    } else break
  }
  return text.slice(0, end)
}

const openers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<' }
const brackets = '()[]{}<>'

const anyDoi = /\b(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:?\s*)?10\.\d{4,9}\/[^\s"'“”]+/gi
const anyPmid = /\bPMID:?\s*\d{1,9}\b|\bpubmed\.ncbi\.nlm\.nih\.gov\/\d{1,9}\b/gi

/** DOIs and PubMed numbers that a text names, cleaned. */
export function identifiersIn(text: string): {
  readonly dois: readonly string[]
  readonly pmids: readonly string[]
} {
  return {
    dois: [...text.matchAll(anyDoi)].map(([found]) => readDoi(found).value),
    pmids: [...text.matchAll(anyPmid)].map(([found]) => readPmid(found).value),
  }
}

/** A text without them: their digits are no quantities. */
export function withoutIdentifiers(text: string): string {
  return text.replace(anyDoi, '').replace(anyPmid, '')
}
