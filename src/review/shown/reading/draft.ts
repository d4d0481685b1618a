import type { PlacedText } from '../text/placed-text.ts'

/*
 * An answer between markdown and the page: the same few kinds as in `ShownAnswer`, with links and references as they were
 * written, and with the place of every character. A rendering condition makes one of it that has none of these.
 */

export type DraftInline =
  | { readonly kind: 'text' | 'code'; readonly placed: PlacedText }
  | { readonly kind: 'strong' | 'emphasis' | 'strike'; readonly children: readonly DraftInline[] }
  | {
      readonly kind: 'link'
      readonly url: string
      readonly title: string | null
      readonly children: readonly DraftInline[]
    }
  /** A note below the text (`[^1]`), by its identifier. */
  | { readonly kind: 'note'; readonly id: string }
  | { readonly kind: 'raised'; readonly placed: PlacedText }
  /** Sources by their places in the list of sources, from 0. */
  | { readonly kind: 'cite'; readonly sources: readonly number[] }
  | { readonly kind: 'break' }

export type DraftBlock =
  | { readonly kind: 'paragraph'; readonly children: readonly DraftInline[] }
  | { readonly kind: 'heading'; readonly level: number; readonly children: readonly DraftInline[] }
  | {
      readonly kind: 'list'
      readonly start: number | null
      readonly entries: readonly (readonly DraftBlock[])[]
    }
  | {
      readonly kind: 'table'
      readonly head: readonly (readonly DraftInline[])[]
      readonly rows: readonly (readonly (readonly DraftInline[])[])[]
    }
  | { readonly kind: 'quote'; readonly children: readonly DraftBlock[] }
  | { readonly kind: 'preformatted'; readonly placed: PlacedText }
  | { readonly kind: 'rule' }

export interface Draft {
  readonly blocks: readonly DraftBlock[]
  /** Notes below the text by their identifiers, in the order in which they are defined. */
  readonly notes: ReadonlyMap<string, readonly DraftBlock[]>
}

/** Makes every run of inlines of a block anew, those of the blocks in it too. */
export function mapInlines(
  block: DraftBlock,
  change: (inlines: readonly DraftInline[]) => readonly DraftInline[],
): DraftBlock {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return { ...block, children: change(block.children) }
    case 'list':
      return {
        ...block,
        entries: block.entries.map((entry) => entry.map((inner) => mapInlines(inner, change))),
      }
    case 'quote':
      return { ...block, children: block.children.map((inner) => mapInlines(inner, change)) }
    case 'table':
      return { ...block, head: block.head.map(change), rows: block.rows.map((row) => row.map(change)) }
    case 'preformatted':
    case 'rule':
      return block
  }
}

/** Makes every text anew: of inlines, code and preformatted blocks. */
export function mapTexts(block: DraftBlock, change: (placed: PlacedText) => PlacedText): DraftBlock {
  if (block.kind === 'preformatted') return { ...block, placed: change(block.placed) }
  if (block.kind === 'list') {
    return { ...block, entries: block.entries.map((entry) => entry.map((inner) => mapTexts(inner, change))) }
  }
  if (block.kind === 'quote') {
    return { ...block, children: block.children.map((inner) => mapTexts(inner, change)) }
  }
  return mapInlines(block, (inlines) => inlines.map((inline) => mapInlineText(inline, change)))
}

function mapInlineText(inline: DraftInline, change: (placed: PlacedText) => PlacedText): DraftInline {
  if ('placed' in inline) return { ...inline, placed: change(inline.placed) }
  if ('children' in inline) {
    return { ...inline, children: inline.children.map((child) => mapInlineText(child, change)) }
  }
  return inline
}

/** What a run of inlines says, without its form. */
export function inlineText(inlines: readonly DraftInline[]): string {
  return inlines
    .map((inline) =>
      'placed' in inline
        ? inline.placed.text
        : 'children' in inline
          ? inlineText(inline.children)
          : inline.kind === 'break'
            ? '\n'
            : '',
    )
    .join('')
}
