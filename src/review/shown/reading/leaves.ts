import { cleanText } from '../text/clean-text.ts'
import {
  joinPlaced,
  type PlacedText,
  placedAt,
  placedOver,
  type Span,
  slicePlaced,
  throughPlaced,
} from '../text/placed-text.ts'
import { untame } from './tame-markdown.ts'
import { characterReference, decodeReference, htmlText } from './visible-html.ts'

/** Text out of the tree: plain signs are back, and what a character reference (`&#8203;`) hid is gone. */
export function settled(placed: PlacedText): PlacedText {
  const plain = { ...placed, text: untame(placed.text) }
  return throughPlaced(cleanText(plain.text).clean, plain)
}

/** A value of the tree that was not recorded piece by piece: found in its source, or placed over all of it. */
export function settledValue(value: string, source: string, span: Span): PlacedText {
  const at = source.slice(span.start, span.end).indexOf(value)
  return settled(at === -1 ? placedOver(value, span) : placedAt(value, span.start + at))
}

/** Text of HTML with its character references decoded. */
export function decoded(placed: PlacedText): PlacedText {
  const parts: PlacedText[] = []
  let read = 0
  for (const found of placed.text.matchAll(characterReference)) {
    const sign = decodeReference(found)
    if (sign === null) continue
    const end = found.index + found[0].length
    parts.push(slicePlaced(placed, read, found.index))
    parts.push(placedOver(sign, { start: placed.starts[found.index] ?? 0, end: placed.ends[end - 1] ?? 0 }))
    read = end
  }
  return settled(joinPlaced([...parts, slicePlaced(placed, read)]))
}

/** The words of a picture in brackets; nothing for a logo or a picture without words. */
export function pictureWords(alt: string, span: Span): PlacedText | null {
  const words = htmlText(untame(alt)).replace(/\s+/g, ' ').trim()
  if (words === '' || /\b(?:logo|icon|avatar|badge|banner|favicon)\b/i.test(words)) return null
  return settled(placedOver(`[${words}]`, span))
}
