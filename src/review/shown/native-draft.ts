import type { CitedDraft } from './citations/read-citations.ts'
import { type Source, titleWords } from './citations/source.ts'
import { type Draft, type DraftBlock, type DraftInline, inlineText, mapInlines } from './reading/draft.ts'

/**
 * The answer in its own layout and style of citing: numbers, lists of sources and written addresses stay where they are,
 * a link is its words. Notes become references, and sources that came as data are listed behind them in their own order.
 */
export function nativeDraft(draft: Draft, citations: readonly Source[]): CitedDraft {
  const ids = [...draft.notes.keys()]
  const notes = ids.map(
    (id): Source => ({ url: null, title: notesText(draft.notes.get(id) ?? []), quote: null }),
  )
  const referTo = (inlines: readonly DraftInline[]): readonly DraftInline[] =>
    inlines.flatMap((inline): readonly DraftInline[] => {
      if (inline.kind === 'note') {
        const source = ids.indexOf(inline.id)
        return source === -1 ? [] : [{ kind: 'cite', sources: [source] }]
      }
      return 'children' in inline ? [{ ...inline, children: referTo(inline.children) }] : [inline]
    })
  return {
    body: draft.blocks.map((block) => mapInlines(block, referTo)),
    sources: [...notes, ...citations.map(withAddress)],
  }
}

/** A title with the address behind it, as pages of products show it: text to be read, never a link. */
function withAddress({ url, title, quote }: Source): Source {
  const words = title === null ? '' : titleWords(title)
  return { url, title: words === '' ? title : words, quote }
}

function notesText(blocks: readonly DraftBlock[]): string {
  const texts: string[] = []
  for (const block of blocks) {
    mapInlines(block, (inlines) => {
      texts.push(inlineText(inlines))
      return inlines
    })
  }
  return texts.join(' ').trim()
}
