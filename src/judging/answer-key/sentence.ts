/** Sentences are looked at no further than this on either side, so that no reply costs the square of its length. */
const reach = 400

/** End of the sentence that holds `place`: a stop before a space, or the end of the line. */
export function sentenceEnd(text: string, place: number): number {
  const limit = Math.min(text.length, place + reach)
  const match = /(?<!(?:^|[^\p{L}\p{N}])\p{L})[.!?]["')\]*]*(?=\s|$)|\n/u.exec(text.slice(place, limit))
  return match === null ? limit : place + match.index
}

/** Start of the sentence that holds `place`. */
export function sentenceStart(text: string, place: number): number {
  const from = Math.max(0, place - reach)
  let start = from
  stop.lastIndex = from
  for (let match = stop.exec(text); match !== null && match.index < place; match = stop.exec(text)) {
    start = match.index + match[0].length
  }
  return start
}

/** Start of the last sentence or line that holds a word. */
export function lastSentenceStart(text: string): number {
  let end = text.length
  while (end > 0 && !/[\p{L}\p{N}]/u.test(text[end - 1]!)) end -= 1
  return sentenceStart(text, end)
}

// A single letter before the stop is an initial or a label ("B. text"), not the end of a sentence.
const stop = /(?<!(?:^|[^\p{L}\p{N}])\p{L})[.!?]["')\]*]*(?=\s|$)|\n/gu
