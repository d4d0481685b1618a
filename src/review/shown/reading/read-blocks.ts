import type { BlockContent, DefinitionContent, RootContent } from 'mdast'
import { limits } from '../limits.ts'
import { type PlacedText, placedAt, placedOver, slicePlaced } from '../text/placed-text.ts'
import { type DraftBlock, type DraftInline, inlineText } from './draft.ts'
import { decoded, settledValue } from './leaves.ts'
import { nodeSpan } from './parse-markdown.ts'
import { type Reading, readInlines } from './read-inlines.ts'
import { htmlPieces, lineElements, unreadElements } from './visible-html.ts'

type BlockNode = RootContent | BlockContent | DefinitionContent

/** The blocks of a tree; what is nested too deep lies flat on the deepest level that is kept. */
export function readBlocks(nodes: readonly BlockNode[], reading: Reading, depth = 1): readonly DraftBlock[] {
  const blocks: DraftBlock[] = []
  for (const node of nodes) {
    if (!reading.budget.take()) break
    blocks.push(...readBlock(node, reading, depth))
  }
  return blocks
}

function readBlock(node: BlockNode, reading: Reading, depth: number): readonly DraftBlock[] {
  switch (node.type) {
    case 'paragraph':
      return withText({ kind: 'paragraph', children: readInlines(node.children, reading) })
    case 'heading':
      return withText({ kind: 'heading', level: node.depth, children: readInlines(node.children, reading) })
    case 'blockquote': {
      const children = readBlocks(node.children, reading, depth + 1)
      return depth >= limits.blockDepth || children.length === 0 ? children : [{ kind: 'quote', children }]
    }
    case 'list': {
      const entries: (readonly DraftBlock[])[] = []
      for (const entry of node.children) {
        if (!reading.budget.take()) break
        entries.push(readBlocks(entry.children, reading, depth + 1))
      }
      if (depth >= limits.blockDepth) return entries.flat()
      return entries.length === 0
        ? []
        : [{ kind: 'list', start: node.ordered === true ? (node.start ?? 1) : null, entries }]
    }
    case 'table': {
      const rows = node.children.flatMap((row) =>
        reading.budget.take(1 + row.children.length)
          ? [row.children.map((cell) => readInlines(cell.children, reading))]
          : [],
      )
      const [head, ...body] = rows
      return head === undefined ? [] : [{ kind: 'table', head, rows: body }]
    }
    case 'code':
      return [{ kind: 'preformatted', placed: settledValue(node.value, reading.source, nodeSpan(node)) }]
    case 'thematicBreak':
      return [{ kind: 'rule' }]
    case 'html':
      return htmlParagraphs(node.value, reading, nodeSpan(node))
    default:
      return []
  }
}

function withText(block: Extract<DraftBlock, { kind: 'paragraph' | 'heading' }>): readonly DraftBlock[] {
  const silent = inlineText(block.children).trim() === ''
  return silent && !hasNote(block.children) ? [] : [block]
}

function hasNote(inlines: readonly DraftInline[]): boolean {
  return inlines.some(
    (inline) => inline.kind === 'note' || ('children' in inline && hasNote(inline.children)),
  )
}

/** What HTML says, a paragraph for each line of it. */
function htmlParagraphs(
  value: string,
  reading: Reading,
  span: { readonly start: number; readonly end: number },
): readonly DraftBlock[] {
  const html = reading.source.startsWith(value, span.start)
    ? placedAt(value, span.start)
    : placedOver(value, span)
  const lines: PlacedText[][] = [[]]
  let unread: string | null = null
  for (const piece of htmlPieces(value)) {
    if (unread !== null) {
      if (piece.kind === 'close' && piece.name === unread) unread = null
    } else if (piece.kind === 'text') lines.at(-1)?.push(decoded(slicePlaced(html, piece.start, piece.end)))
    else if (piece.kind === 'open' && unreadElements.has(piece.name)) unread = piece.name
    else if (piece.kind !== 'nothing' && lineElements.has(piece.name)) lines.push([])
    else if (piece.kind === 'open' && /^t[dh]$/.test(piece.name)) lines.at(-1)?.push(placedOver(' ', span))
  }
  return lines.flatMap((parts) => {
    const children = parts.map((placed): DraftInline => ({ kind: 'text', placed }))
    return reading.budget.take(1 + children.length) ? withText({ kind: 'paragraph', children }) : []
  })
}
