export interface Span {
  readonly start: number
  readonly end: number
}

export interface Part {
  readonly text: string
  readonly marked: boolean
}

/** A text cut where quotations begin and end; those that overlap become one, and what lies outside of the text is left out. */
export function markedParts(text: string, spans: readonly Span[]): readonly Part[] {
  const parts: Part[] = []
  let at = 0
  for (const { start, end } of [...spans].sort((one, other) => one.start - other.start)) {
    const from = Math.max(at, start)
    const to = Math.min(end, text.length)
    if (to <= from) continue
    if (from > at) parts.push({ text: text.slice(at, from), marked: false })
    const last = parts.at(-1)
    if (last?.marked === true && from === at)
      parts[parts.length - 1] = { text: last.text + text.slice(from, to), marked: true }
    else parts.push({ text: text.slice(from, to), marked: true })
    at = to
  }
  if (at < text.length) parts.push({ text: text.slice(at), marked: false })
  return parts
}
