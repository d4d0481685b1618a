import { isEnglishWord } from './english-words.ts'
import type { NearWord, Vocabulary } from './vocabulary.ts'

/** Shorter words have too many neighbours to choose among. */
const shortest = 4
/** A short name is one edit from many others: mpox is no slip for ipox. Up to this length only plain English is meant. */
const shortWord = 5
/** From this length on two edits behind the first letter are allowed where one edit finds nothing. */
const longWord = 8

/**
 * The word of the corpus that an unknown word was meant to be; null for one that is known, holds a digit, or has no neighbour. A
 * word of plain English is right as it stands, and is only read as another form of itself: "diagnosed" as "diagnosis". A short word
 * is only read as one of plain English.
 * Fewer edits win; among equals a word with the same first letter, which people seldom get wrong; then the one in most
 * passages; then the first by the alphabet.
 */
export function corrected(word: string, vocabulary: Vocabulary): string | null {
  if (word.length < shortest || !onlyLetters.test(word) || vocabulary.has(word)) return null
  const isEnglish = isEnglishWord(word)
  let best: NearWord | null = null
  for (const one of neighbours(word, vocabulary)) {
    if (isEnglish && !isOtherForm(word, one.word)) continue
    if (word.length <= shortWord && !isEnglishWord(one.word)) continue
    if (best === null || isBetter(one, best, word)) best = one
  }
  return best?.word ?? null
}

const shortestRoot = 6

/** Whether two words differ in their endings only. */
function isOtherForm(word: string, other: string): boolean {
  const root = Math.max(shortestRoot, word.length - 2)
  return word.slice(0, root) === other.slice(0, root)
}

function neighbours(word: string, vocabulary: Vocabulary): readonly NearWord[] {
  const near = vocabulary.near(word, 1)
  if (near.length > 0 || word.length < longWord) return near
  return vocabulary.near(word, 2)
}

const onlyLetters = /^\p{L}+$/u

function isBetter(one: NearWord, best: NearWord, word: string): boolean {
  if (one.distance !== best.distance) return one.distance < best.distance
  const [first, other] = [one.word[0] === word[0], best.word[0] === word[0]]
  if (first !== other) return first
  return one.passages !== best.passages ? one.passages > best.passages : one.word < best.word
}
