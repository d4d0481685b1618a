import { beforeLetter, neverLast, perhapsLast } from './abbreviations.ts'

/*
 * Our own rules and not Intl.Segmenter: its rules come with the version of ICU in the runtime, so that the same answer could
 * get other numbers on another Node, and it ends a sentence after "b.i.d. " or "e.g. " before a capital letter.
 */

/** A full stop and the like, what closes after it (brackets, quotes, references), and the white space after that. */
const candidate =
  /([.!?…]+|[。！？]+)((?:["'”’»)\]*]| ?\[\^?\d{1,3}(?:[,;–-]\s?\d{1,3})*\]|【[^】\n]{1,60}】|[⁰¹²³⁴-⁹]){0,12})(\s+|$)|[。！？]+|\n\s*/g

/**
 * The places after which a new sentence begins, of a text of one block: just behind the white space after each sentence.
 * The last is the length of the text. A line feed ends a sentence.
 */
export function sentenceEnds(text: string): readonly number[] {
  const ends: number[] = []
  let start = 0
  for (const found of text.matchAll(candidate)) {
    const end = found.index + found[0].length
    const sign = found[1]
    if (end >= text.length) break
    const closes = sign === undefined || endsSentence(text, start, found.index, sign, end)
    if (!closes || text.slice(start, end).trim() === '') continue
    ends.push(end)
    start = end
  }
  if (text.length > 0) ends.push(text.length)
  return ends
}

/** Longer words than this are no abbreviation. */
const wordWindow = 40

function endsSentence(text: string, start: number, at: number, sign: string, end: number): boolean {
  const next = text.slice(end, end + 4).replace(/^["'“‘«([*]+/, '')[0] ?? ''
  if (/[。！？]/.test(sign)) return true
  if (/^\p{Ll}$/u.test(next)) return false
  if (/^[,;:)\]]$/.test(next)) return false
  if (sign !== '.') return true
  const before = text.slice(Math.max(start, at - wordWindow), at)
  if (at - start < wordWindow && /^\s*(?:\(?[\divx]{1,4}|\(?[a-zA-Z])$/.test(before)) return false
  const word = /[\p{L}\d.'-]*$/u.exec(before)?.[0].replace(/^[.'-]+/, '') ?? ''
  const small = word.toLowerCase()
  if (neverLast.has(small)) return small === 'no' ? !/^\d$/.test(next) : false
  const capital = /^\p{Lu}$/u.test(next)
  if (perhapsLast.has(small)) return capital
  if (/^\p{Lu}$/u.test(word)) {
    const previous = /([\p{L}-]+)\s+$/u.exec(before.slice(0, -word.length))?.[1]?.toLowerCase()
    return previous !== undefined && beforeLetter.has(previous)
  }
  return true
}
