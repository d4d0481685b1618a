import type { Html, Nodes, PhrasingContent } from 'mdast'
import { lowered } from '../../../text/raised.ts'
import { limits } from '../limits.ts'
import { joinPlaced, type PlacedText } from '../text/placed-text.ts'
import type { DraftInline } from './draft.ts'
import { pictureWords, settled, settledValue } from './leaves.ts'
import type { NodeBudget } from './node-budget.ts'
import { nodeSpan, type ParsedMarkdown } from './parse-markdown.ts'
import { untame } from './tame-markdown.ts'
import { htmlPieces, unreadElements } from './visible-html.ts'

export interface Reading extends ParsedMarkdown {
  readonly source: string
  readonly budget: NodeBudget
  /** Targets of links that are written apart (`[1]: address`), by their labels. */
  readonly targets: ReadonlyMap<string, { readonly url: string; readonly title: string | null }>
}

/** Which piece of HTML the text stands in. */
interface Inside {
  /** Element that is not for readers; its text is passed over. */
  unread: string | null
  level: 'sup' | 'sub' | null
}

export function readInlines(
  nodes: readonly PhrasingContent[],
  reading: Reading,
  depth = 1,
): readonly DraftInline[] {
  const inside: Inside = { unread: null, level: null }
  const inlines: DraftInline[] = []
  for (const node of nodes) {
    if (!reading.budget.take()) break
    if (node.type === 'html') inlines.push(...readTag(node, reading, inside))
    else if (inside.unread === null) inlines.push(...readInline(node, reading, depth, inside.level))
  }
  return inlines
}

function readTag(node: Html, reading: Reading, inside: Inside): readonly DraftInline[] {
  const { value: html } = node
  for (const piece of htmlPieces(html)) {
    if (piece.kind === 'nothing') continue
    if (piece.kind === 'text') {
      if (inside.unread !== null) continue
      return [{ kind: 'text', placed: settledValue(html, reading.source, nodeSpan(node)) }]
    }
    const { kind, name } = piece
    if (inside.unread !== null) {
      if (kind === 'close' && name === inside.unread) inside.unread = null
    } else if (kind === 'open' && unreadElements.has(name) && !/\/>$/.test(html)) inside.unread = name
    else if (name === 'sup' || name === 'sub') inside.level = kind === 'open' ? name : null
    else if (name === 'br') return [{ kind: 'break' }]
  }
  return []
}

function readInline(
  node: PhrasingContent,
  reading: Reading,
  depth: number,
  level: Inside['level'],
): readonly DraftInline[] {
  switch (node.type) {
    case 'text':
      return atLevel(settled(reading.placedText(node)), level)
    case 'inlineCode':
      return [{ kind: 'code', placed: settledValue(node.value, reading.source, nodeSpan(node)) }]
    case 'break':
      return [{ kind: 'break' }]
    case 'footnoteReference':
      return [{ kind: 'note', id: node.identifier }]
    case 'image':
    case 'imageReference':
      return picture(node, reading)
    case 'html':
      return []
    case 'strong':
    case 'emphasis':
    case 'delete':
    case 'link':
    case 'linkReference': {
      const children =
        depth < limits.inlineDepth
          ? readInlines(node.children, reading, depth + 1)
          : [{ kind: 'text' as const, placed: flatText(node, reading) }]
      return grouped(node, children, reading)
    }
  }
}

type Group = Extract<PhrasingContent, { type: 'strong' | 'emphasis' | 'delete' | 'link' | 'linkReference' }>

function grouped(node: Group, children: readonly DraftInline[], reading: Reading): readonly DraftInline[] {
  switch (node.type) {
    case 'strong':
    case 'emphasis':
      return [{ kind: node.type, children }]
    case 'delete':
      return [{ kind: 'strike', children }]
    case 'link':
      return [{ kind: 'link', url: untame(node.url), title: plainTitle(node.title), children }]
    case 'linkReference': {
      const target = reading.targets.get(node.identifier)
      return [{ kind: 'link', url: target?.url ?? '', title: target?.title ?? null, children }]
    }
  }
}

export function plainTitle(title: string | null | undefined): string | null {
  return title === undefined || title === null || title === '' ? null : untame(title)
}

function picture(
  node: Extract<PhrasingContent, { type: 'image' | 'imageReference' }>,
  reading: Reading,
): readonly DraftInline[] {
  const placed = pictureWords(node.alt ?? '', nodeSpan(node))
  return placed === null || reading.budget.spent ? [] : [{ kind: 'text', placed }]
}

function atLevel(placed: PlacedText, level: Inside['level']): readonly DraftInline[] {
  if (level === 'sup') return [{ kind: 'raised', placed }]
  if (level === null) return [{ kind: 'text', placed }]
  const text = lowered(placed.text)
  return [{ kind: 'text', placed: text.length === placed.text.length ? { ...placed, text } : placed }]
}

/** The text of what is nested too deep, gathered without recursion. */
function flatText(node: Nodes, reading: Reading): PlacedText {
  const parts: PlacedText[] = []
  const open: Nodes[] = [node]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.type === 'text') parts.push(settled(reading.placedText(next)))
    else if (next.type === 'inlineCode') parts.push(settledValue(next.value, reading.source, nodeSpan(next)))
    else if ('children' in next) open.push(...[...next.children].reverse())
  }
  return joinPlaced(parts)
}
