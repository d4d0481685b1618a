import type { FootnoteDefinition, Nodes, Root } from 'mdast'
import { limits } from '../limits.ts'
import { cleanText } from '../text/clean-text.ts'
import { type PlacedText, slicePlaced, throughPlaced } from '../text/placed-text.ts'
import { type Draft, type DraftBlock, type DraftInline, mapTexts } from './draft.ts'
import { NodeBudget } from './node-budget.ts'
import { parseMarkdown } from './parse-markdown.ts'
import { readBlocks } from './read-blocks.ts'
import { plainTitle, type Reading } from './read-inlines.ts'
import { tameMarkdown, untame } from './tame-markdown.ts'

export interface ReadAnswer extends Draft {
  /** Place in the original from where on nothing is shown; null where the answer is whole. */
  readonly cutAt: number | null
}

/** Reads the markdown of an answer into a draft whose texts know their places in the original. */
export function readAnswer(original: string): ReadAnswer {
  const { clean, cutAt } = cleanText(original)
  const split = markupEnd(clean.text)
  const source = tameMarkdown(clean.text.slice(0, split))
  const parsed = parseMarkdown(source)
  const targets = new Map<string, { url: string; title: string | null }>()
  const definitions: FootnoteDefinition[] = []
  gather(parsed.root, targets, definitions)
  const reading: Reading = { ...parsed, source, budget: new NodeBudget(), targets }
  const inSource = (block: DraftBlock) => mapTexts(block, (placed) => throughPlaced(placed, clean))
  const blocks = [
    ...readBlocks(parsed.root.children, reading).map(inSource),
    ...plainParagraphs(slicePlaced(clean, split), reading.budget),
  ]
  const notes = new Map(
    definitions.map((note) => [note.identifier, readBlocks(note.children, reading).map(inSource)]),
  )
  return { blocks, notes, cutAt: cutAt ?? (reading.budget.spent ? lastPlace(blocks) : null) }
}

/** Where the reading of markup stops: at the last paragraph, line or word within the limits. */
function markupEnd(text: string): number {
  let end = Math.min(text.length, limits.markupCharacters)
  for (
    let at = text.indexOf('\n'), lines = 1;
    at !== -1 && at < end;
    at = text.indexOf('\n', at + 1), lines++
  ) {
    if (lines === limits.markupLines) end = at
  }
  if (end === text.length) return end
  const within = text.slice(0, end)
  const stop = [within.lastIndexOf('\n\n'), within.lastIndexOf('\n'), within.lastIndexOf(' ')]
  return stop.find((place) => place > end / 2) ?? end
}

function gather(
  root: Root,
  targets: Map<string, { url: string; title: string | null }>,
  notes: FootnoteDefinition[],
): void {
  const open: Nodes[] = [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'definition' && !targets.has(node.identifier)) {
      targets.set(node.identifier, { url: untame(node.url), title: plainTitle(node.title) })
    } else if (node.type === 'footnoteDefinition') notes.push(node)
    if ('children' in node && node.type !== 'paragraph') open.push(...[...node.children].reverse())
  }
}

/** Paragraphs and lines of a text whose markup is not read. */
function plainParagraphs(rest: PlacedText, budget: NodeBudget): readonly DraftBlock[] {
  const blocks: DraftBlock[] = []
  for (const { index, 0: paragraph } of rest.text.matchAll(/[^\n]+(?:\n[^\n]+)*/g)) {
    if (paragraph.trim() === '') continue
    const children: DraftInline[] = []
    for (const { index: at, 0: line } of paragraph.matchAll(/[^\n]+/g)) {
      if (!budget.take(2)) return blocks
      if (children.length > 0) children.push({ kind: 'break' })
      children.push({ kind: 'text', placed: slicePlaced(rest, index + at, index + at + line.length) })
    }
    blocks.push({ kind: 'paragraph', children })
  }
  return blocks
}

function lastPlace(blocks: readonly DraftBlock[]): number {
  let last = 0
  for (const block of blocks) {
    mapTexts(block, (placed) => {
      last = Math.max(last, placed.ends.at(-1) ?? 0)
      return placed
    })
  }
  return last
}
