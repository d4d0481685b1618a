import type { Block, Inline, ShownAnswer } from '../shown/shown-answer.ts'
import { countText, type TextCounts } from './text-counts.ts'

/**
 * How a shown answer looks and sounds, as numbers, and nothing of what it says. The audit of blinding asks whether these
 * alone tell the arms apart. Counts are whole numbers; shares are from 0 to 1; rates are for 100 words.
 */
export interface StyleFeatures extends TextCounts {
  readonly sentences: number
  readonly wordsPerSentence: number
  readonly paragraphs: number
  readonly headings: number
  readonly lists: number
  readonly numberedLists: number
  readonly listEntries: number
  /** Deepest list in a list; 0 without lists. */
  readonly listDepth: number
  readonly tables: number
  readonly tableCells: number
  readonly quotes: number
  readonly rules: number
  readonly preformatted: number
  readonly lineBreaks: number
  /** Share of the characters. */
  readonly boldShare: number
  readonly emphasisShare: number
  readonly codeShare: number
  readonly listShare: number
  readonly headingShare: number
  readonly tableShare: number
  readonly boldPieces: number
  /** Places in the text that refer to sources, and sources in the list. */
  readonly referenceMarks: number
  readonly references: number
}

/** @returns Null for an answer without a word: it has no style. */
export function styleFeatures(answer: ShownAnswer): StyleFeatures | null {
  const look = new Look()
  for (const block of answer.blocks) look.block(block, 0)
  const text = countText(look.texts.join('\n'))
  if (text.words === 0) return null
  const share = (characters: number): number => characters / Math.max(1, look.characters)
  return {
    ...text,
    sentences: answer.sentences,
    wordsPerSentence: text.words / Math.max(1, answer.sentences),
    ...look.counts,
    listDepth: look.listDepth,
    boldShare: share(look.inside.strong),
    emphasisShare: share(look.inside.emphasis),
    codeShare: share(look.inside.code),
    listShare: share(look.inside.list),
    headingShare: share(look.inside.heading),
    tableShare: share(look.inside.table),
    references: answer.references.length,
  }
}

type Inside = 'strong' | 'emphasis' | 'code' | 'list' | 'heading' | 'table'

/** Walks through an answer and counts what it meets. */
class Look {
  readonly texts: string[] = []
  characters = 0
  listDepth = 0
  readonly inside: Record<Inside, number> = { strong: 0, emphasis: 0, code: 0, list: 0, heading: 0, table: 0 }
  readonly counts = {
    paragraphs: 0,
    headings: 0,
    lists: 0,
    numberedLists: 0,
    listEntries: 0,
    tables: 0,
    tableCells: 0,
    quotes: 0,
    rules: 0,
    preformatted: 0,
    lineBreaks: 0,
    boldPieces: 0,
    referenceMarks: 0,
  }

  block(block: Block, depth: number): void {
    switch (block.kind) {
      case 'paragraph':
        this.counts.paragraphs++
        this.#run(block.children)
        break
      case 'heading':
        this.counts.headings++
        this.#within('heading', () => this.#run(block.children))
        break
      case 'list':
        this.counts.lists++
        if (block.start !== null) this.counts.numberedLists++
        this.counts.listEntries += block.entries.length
        this.listDepth = Math.max(this.listDepth, depth + 1)
        this.#within(depth === 0 ? 'list' : null, () => {
          for (const inner of block.entries.flat()) this.block(inner, depth + 1)
        })
        break
      case 'table': {
        this.counts.tables++
        const rows = [block.head, ...block.rows]
        this.counts.tableCells += rows.flat().length
        this.#within('table', () => {
          for (const cell of rows.flat()) this.#run(cell)
        })
        break
      }
      case 'quote':
        this.counts.quotes++
        for (const inner of block.children) this.block(inner, depth)
        break
      case 'preformatted':
        this.counts.preformatted++
        this.#within('code', () => this.#text(block.text))
        break
      case 'rule':
        this.counts.rules++
    }
  }

  #run(inlines: readonly Inline[]): void {
    this.texts.push('')
    this.#inlines(inlines)
  }

  #inlines(inlines: readonly Inline[]): void {
    for (const inline of inlines) this.#inline(inline)
  }

  #inline(inline: Inline): void {
    switch (inline.kind) {
      case 'text':
        this.#text(inline.text)
        break
      case 'code':
        this.#within('code', () => this.#text(inline.text))
        break
      case 'strong':
        this.counts.boldPieces++
        this.#within('strong', () => this.#inlines(inline.children))
        break
      case 'emphasis':
        this.#within('emphasis', () => this.#inlines(inline.children))
        break
      case 'strike':
        this.#inlines(inline.children)
        break
      case 'reference':
        this.counts.referenceMarks++
        break
      case 'break':
        this.counts.lineBreaks++
        this.texts.push('')
    }
  }

  #text(text: string): void {
    this.characters += text.length
    this.texts.push((this.texts.pop() ?? '') + text)
  }

  #within(place: Inside | null, walk: () => void): void {
    const before = this.characters
    walk()
    if (place !== null) this.inside[place] += this.characters - before
  }
}
