import { unseen } from '../../../text/unseen.ts'
import { limits } from '../limits.ts'
import type { PlacedText } from './placed-text.ts'

/**
 * Takes out of an answer what is not seen or turns its reading round, and cuts what is too long.
 *
 * Gone: control characters, bidirectional controls, zero-width characters, fillers, variation selectors, tags, private-use
 * characters and noncharacters. U+FFFD stands for NUL and for halves of surrogate pairs. Every line ending is a line feed.
 * More than four combining marks on one letter are dropped, since a tower of them covers its neighbours.
 *
 * @returns The text with its places in the original, and the place where it was cut; null where it is whole.
 */
export function cleanText(original: string): { readonly clean: PlacedText; readonly cutAt: number | null } {
  const cutAt = original.length > limits.characters ? wholePair(original, limits.characters) : null
  const text = cutAt === null ? original : original.slice(0, cutAt)
  if (!mayHoldUnseen.test(text)) {
    const starts = Array.from({ length: text.length }, (_, unit) => unit)
    return { clean: { text, starts, ends: starts.map((place) => place + 1) }, cutAt }
  }
  const parts: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  let marks = 0
  let at = 0
  for (const character of text) {
    marks = isMark.test(character) ? marks + 1 : 0
    const kept = marks > 4 ? '' : shown(character, text[at + 1])
    if (kept !== '') parts.push(kept)
    for (let unit = 0; unit < kept.length; unit++) {
      starts.push(at + unit)
      ends.push(kept.length === character.length ? at + unit + 1 : at + character.length)
    }
    at += character.length
  }
  return { clean: { text: parts.join(''), starts, ends }, cutAt }
}

const isMark = /^\p{M}$/u
const isLoneSurrogate = /^\p{Cs}$/u
const isLineEnding = /^[\r\u0085\u2028\u2029]$/
const isUnseen = new RegExp(`^(?:${unseen})$`, 'u')
const mayHoldUnseen = new RegExp(String.raw`${unseen}|[\p{Cs}\u2028\u2029]|\p{M}`, 'u')

function shown(character: string, next: string | undefined): string {
  if (character === '\n' || character === '\t') return character
  if (character === '\r' && next === '\n') return ''
  if (isLineEnding.test(character)) return '\n'
  if (character === '\0' || isLoneSurrogate.test(character)) return '\ufffd'
  return isUnseen.test(character) ? '' : character
}

/** A place at or just before `place` that does not part a surrogate pair. */
function wholePair(text: string, place: number): number {
  const code = text.charCodeAt(place - 1)
  return code >= 0xd800 && code <= 0xdbff ? place - 1 : place
}

/** The same for a short text whose places nobody asks for, such as the title of a source. */
export function cleanLine(text: string, most: number): string {
  const { clean } = cleanText(text.slice(0, most * 4))
  const line = clean.text.replace(/\s+/g, ' ').trim()
  return line.length <= most ? line : `${line.slice(0, wholePair(line, most - 1)).trimEnd()}…`
}
