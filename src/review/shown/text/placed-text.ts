/**
 * A text, and where each of its UTF-16 units comes from in the answer as it was collected. What is drawn, cut, decoded or
 * masked on the way to a reviewer can so be found again in the original.
 */
export interface PlacedText {
  readonly text: string
  /** For each unit the place in the original of the first unit it stands for, and the one after the last. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** A piece of a text; `end` is the place after its last unit. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A text that stands in the original as it is, from `start` on. */
export function placedAt(text: string, start: number): PlacedText {
  const starts = Array.from({ length: text.length }, (_, unit) => start + unit)
  return { text, starts, ends: starts.map((place) => place + 1) }
}

/** A text that stands for a whole piece of the original, unit by unit not told apart. */
export function placedOver(text: string, { start, end }: Span): PlacedText {
  return { text, starts: new Array<number>(text.length).fill(start), ends: new Array(text.length).fill(end) }
}

export function slicePlaced(placed: PlacedText, start: number, end = placed.text.length): PlacedText {
  return {
    text: placed.text.slice(start, end),
    starts: placed.starts.slice(start, end),
    ends: placed.ends.slice(start, end),
  }
}

export function joinPlaced(parts: readonly PlacedText[]): PlacedText {
  return {
    text: parts.map((part) => part.text).join(''),
    starts: parts.flatMap((part) => part.starts),
    ends: parts.flatMap((part) => part.ends),
  }
}

export interface Edit extends Span {
  readonly by: string
}

/** Puts other words in some places; edits are in the order of the text and do not overlap. */
export function editPlaced(placed: PlacedText, edits: readonly Edit[]): PlacedText {
  if (edits.length === 0) return placed
  const parts: PlacedText[] = []
  let read = 0
  for (const { start, end, by } of edits) {
    parts.push(slicePlaced(placed, read, start))
    if (by !== '')
      parts.push(placedOver(by, { start: placed.starts[start] ?? 0, end: placed.ends[end - 1] ?? 0 }))
    read = end
  }
  return joinPlaced([...parts, slicePlaced(placed, read)])
}

/** Follows a text of two steps back to the original: `inner` is placed in the text of `outer`. */
export function throughPlaced(inner: PlacedText, outer: PlacedText): PlacedText {
  const length = outer.text.length
  return {
    text: inner.text,
    starts: inner.starts.map((place) => outer.starts[Math.min(place, length - 1)] ?? 0),
    ends: inner.ends.map((place) => outer.ends[Math.min(place, length) - 1] ?? 0),
  }
}
