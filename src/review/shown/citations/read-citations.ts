import { type Draft, type DraftBlock, type DraftInline, inlineText, mapInlines } from '../reading/draft.ts'
import { sourceAddress, withoutStop } from './addresses.ts'
import { type Known, markCites } from './markers.ts'
import { type Source, SourceList } from './source.ts'
import { takeSourceSections } from './source-section.ts'

export interface CitedDraft {
  /** The answer without its lists of sources; what pointed at a source is a `cite`. */
  readonly body: readonly DraftBlock[]
  /** In the order of first use in the text; then those that the text does not point at, in the order of the answer. */
  readonly sources: readonly Source[]
}

/**
 * Reads what an answer cites, in whatever form: data beside the text, numbers in brackets, notes, raised numbers, links,
 * bare addresses, lists of sources below. The places in `cite` are those of `sources`.
 *
 * @param citations Sources that came as data, in the order of the answer; the first is number 1 where the text has no list
 * of its own.
 */
export function readCitations(draft: Draft, citations: readonly Source[]): CitedDraft {
  const { body, entries } = takeSourceSections(draft.blocks)
  const sources = new SourceList()
  const byNumber = new Map<number, number>()
  for (const [index, citation] of citations.entries()) byNumber.set(index + 1, sources.add(citation))
  for (const [index, { number, source }] of entries.entries()) {
    byNumber.set(number ?? index + 1, sources.add(source))
  }
  const byNote = new Map<string, number>()
  for (const [id, blocks] of draft.notes) byNote.set(id, sources.add(noteSource(blocks)))
  const known: Known = { sources, byNumber, byNote, countsSources: countsSources(body) }
  const marked = body.flatMap((block) =>
    withoutEmpty(mapInlines(block, (inlines) => markCites(inlines, known))),
  )
  return inOrderOfUse(marked, sources.all)
}

function noteSource(blocks: readonly DraftBlock[]): Source {
  const texts: string[] = []
  let url: string | null = null
  for (const block of blocks) {
    mapInlines(block, (inlines) => {
      texts.push(inlineText(inlines))
      const link = inlines.find((inline) => inline.kind === 'link')
      url ??= link?.kind === 'link' ? link.url : null
      return inlines
    })
  }
  const title = texts.join(' ').trim()
  const written = title.match(sourceAddress)?.[0]
  return { title, url: url ?? (written === undefined ? null : withoutStop(written)), quote: null }
}

/** Whether the numbers in square brackets are those of sources: a single [1] is among them, or they are 1, 2, 3 and so on. */
function countsSources(blocks: readonly DraftBlock[]): boolean {
  const numbers = new Set<number>()
  let single = false
  for (const block of blocks) {
    mapInlines(block, (inlines) => {
      for (const found of inlineText(inlines).matchAll(/\[\^?(\d{1,3}(?:\s?[,;]\s?\d{1,3})*)\]/g)) {
        single ||= found[1] === '1'
        for (const number of (found[1] ?? '').split(/[,;]/)) numbers.add(Number(number))
      }
      return inlines
    })
  }
  return single || (numbers.size > 0 && Math.max(...numbers) === numbers.size && !numbers.has(0))
}

/** A block of references only has nothing left to say. */
function withoutEmpty(block: DraftBlock): readonly DraftBlock[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return saysNothing(block.children) ? [] : [block]
    case 'list': {
      const entries = block.entries
        .map((entry) => entry.flatMap(withoutEmpty))
        .filter((entry) => entry.length > 0)
      return entries.length === 0 ? [] : [{ ...block, entries }]
    }
    case 'quote': {
      const children = block.children.flatMap(withoutEmpty)
      return children.length === 0 ? [] : [{ ...block, children }]
    }
    default:
      return [block]
  }
}

function saysNothing(inlines: readonly DraftInline[]): boolean {
  return !/[\p{L}\p{N}]/u.test(inlineText(inlines)) && inlines.some((inline) => inline.kind === 'cite')
}

function inOrderOfUse(blocks: readonly DraftBlock[], sources: readonly Source[]): CitedDraft {
  const used = new Set<number>()
  const look = (inlines: readonly DraftInline[]): readonly DraftInline[] => {
    for (const inline of inlines) {
      if (inline.kind === 'cite') for (const source of inline.sources) used.add(source)
      else if ('children' in inline) look(inline.children)
    }
    return inlines
  }
  for (const block of blocks) mapInlines(block, look)
  const order = [...used, ...[...sources.keys()].filter((place) => !used.has(place))]
  const places = new Map(order.map((place, index) => [place, index]))
  const renumber = (inlines: readonly DraftInline[]): readonly DraftInline[] =>
    inlines.map((inline) => {
      if (inline.kind === 'cite')
        return { kind: 'cite', sources: inline.sources.map((place) => places.get(place) ?? 0) }
      return 'children' in inline ? { ...inline, children: renumber(inline.children) } : inline
    })
  return {
    body: blocks.map((block) => mapInlines(block, renumber)),
    sources: order.flatMap((place) => sources[place] ?? []),
  }
}
