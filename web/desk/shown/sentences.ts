import type { Block, Inline, ShownAnswer } from '../../../src/review/shown/shown-answer.ts'

/** The words of each sentence that can be marked, in order. */
export function sentenceTexts(answer: ShownAnswer): readonly string[] {
  const texts = Array.from({ length: answer.sentences }, () => '')
  const add = (sentence: number, text: string) => {
    const before = texts[sentence]
    if (before !== undefined) texts[sentence] = before + text
  }
  for (const piece of pieces(answer.blocks)) add(piece.sentence, piece.text)
  return texts.map((text) => text.replace(/\s+/g, ' ').trim())
}

interface Piece {
  readonly text: string
  readonly sentence: number
}

function* pieces(blocks: readonly Block[]): Generator<Piece> {
  for (const block of blocks) {
    switch (block.kind) {
      case 'paragraph':
      case 'heading':
        yield* inlinePieces(block.children)
        break
      case 'list':
        for (const entry of block.entries) yield* pieces(entry)
        break
      case 'quote':
        yield* pieces(block.children)
        break
      case 'table':
        for (const row of [block.head, ...block.rows]) for (const cell of row) yield* cellPieces(cell)
        break
      case 'preformatted':
        yield block
        break
      case 'rule':
        break
    }
  }
}

/** Cells stand apart, also when a row is read as one sentence. */
function* cellPieces(cell: readonly Inline[]): Generator<Piece> {
  for (const piece of inlinePieces(cell)) yield { ...piece, text: `${piece.text} ` }
}

function* inlinePieces(inlines: readonly Inline[]): Generator<Piece> {
  for (const inline of inlines) {
    switch (inline.kind) {
      case 'text':
      case 'code':
        yield inline
        break
      case 'strong':
      case 'emphasis':
      case 'strike':
        yield* inlinePieces(inline.children)
        break
      case 'reference':
      case 'break':
        break
    }
  }
}

/** All words of some blocks, for searching. */
export function plainText(blocks: readonly Block[]): string {
  return [...pieces(blocks)].map((piece) => piece.text).join(' ')
}
