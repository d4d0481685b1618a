import { type Draft, type DraftBlock, mapTexts } from './reading/draft.ts'
import { type Edit, editPlaced, type PlacedText, type Span } from './text/placed-text.ts'

/** Stands for a name that a person took out of an answer; the same for every arm. */
export const nameRemoved = '[name removed]'

/**
 * Puts the neutral words in place of some pieces of the original, wherever they are seen. A piece that runs through several
 * texts (`Open**Evidence**`) is replaced once; one that nobody sees, such as the target of a link, needs no words.
 *
 * @param spans In the original answer, in its order, without overlaps.
 */
export function hidePhrases(draft: Draft, spans: readonly Span[]): Draft {
  if (spans.length === 0) return draft
  const replaced = new Set<Span>()
  const hide = (placed: PlacedText): PlacedText => hideIn(placed, spans, replaced)
  const inBlocks = (blocks: readonly DraftBlock[]) => blocks.map((block) => mapTexts(block, hide))
  return {
    blocks: inBlocks(draft.blocks),
    notes: new Map([...draft.notes].map(([id, blocks]) => [id, inBlocks(blocks)])),
  }
}

function hideIn(placed: PlacedText, spans: readonly Span[], replaced: Set<Span>): PlacedText {
  const edits: Edit[] = []
  let unit = 0
  const units = placed.text.length
  while (unit < units) {
    const span = spanAt(spans, placed.starts[unit] ?? 0, placed.ends[unit] ?? 0)
    let end = unit + 1
    if (span !== null) {
      while (end < units && spanAt(spans, placed.starts[end] ?? 0, placed.ends[end] ?? 0) === span) end++
      edits.push({ start: unit, end, by: replaced.has(span) ? '' : nameRemoved })
      replaced.add(span)
    }
    unit = end
  }
  return editPlaced(placed, edits)
}

/** The span that a unit touches, by halving. */
function spanAt(spans: readonly Span[], start: number, end: number): Span | null {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.end ?? 0) > start) high = middle
    else low = middle + 1
  }
  const span = spans[low]
  return span !== undefined && span.start < Math.max(end, start + 1) ? span : null
}

/** The same for a text without places, such as the title of a source. */
export function hideInText(text: string, spans: readonly Span[]): string {
  let shown = ''
  let read = 0
  for (const { start, end } of spans) {
    shown += text.slice(read, start) + nameRemoved
    read = end
  }
  return shown + text.slice(read)
}
