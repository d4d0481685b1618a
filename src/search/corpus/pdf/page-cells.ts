import { lowered, raised } from '../../../text/raised.ts'
import type { Cell } from './layout.ts'

/** A piece of text as the PDF shows it. */
export interface Piece {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
}

/**
 * Pieces put together to the stretches that a reader sees as one: those on one height without a gap wider than a letter is
 * high. Small pieces above or below the line are raised or lowered, so that 10⁹ does not become 109.
 */
export function cellsOf(pieces: readonly Piece[]): readonly Cell[] {
  return rowsOf(pieces.filter(({ text }) => text.trim() !== '')).flatMap(cellsOfRow)
}

/** Pieces that stand on one height, in the order of their starts. */
function rowsOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const rows: { readonly size: number; readonly y: number; readonly pieces: Piece[] }[] = []
  // Large ones first, so that each row has the height of its letters and not of its raised signs.
  for (const piece of pieces.toSorted((one, other) => other.size - one.size || other.y - one.y)) {
    const row = rows.find(({ y, size, pieces: others }) => {
      const above = piece.y - y
      const small = piece.size <= size * smallShare
      const near = small ? above < size * 0.7 && above > -size * 0.4 : Math.abs(above) < size * 0.25
      return near && (!small || others.some((other) => touches(other, piece)))
    })
    if (row === undefined) rows.push({ size: piece.size, y: piece.y, pieces: [piece] })
    else row.pieces.push(piece)
  }
  return rows.map((row) => row.pieces.toSorted((one, other) => one.x - other.x))
}

/** Raised and lowered signs are no larger than this share of the letters beside them. */
const smallShare = 0.8

/** Whether a small piece stands right behind, before or within another. */
function touches(other: Piece, piece: Piece): boolean {
  const reach = other.size * 0.5
  return piece.x <= other.x + other.width + reach && piece.x + piece.width >= other.x - reach
}

function cellsOfRow(row: readonly Piece[]): readonly Cell[] {
  const size = Math.max(...row.map((piece) => piece.size))
  const y = row.find((piece) => piece.size === size)?.y ?? 0
  const cells: Cell[] = []
  for (const piece of row) {
    const text = inHeight(piece, y, size)
    const last = cells.at(-1)
    const gap = last === undefined ? 0 : piece.x - last.right
    const right = piece.x + piece.width
    if (last === undefined || gap > size) cells.push({ text: text.trim(), x: piece.x, right, y, size })
    else {
      const apart = gap > size * 0.15 || /^\s/.test(text) ? ' ' : ''
      cells[cells.length - 1] = {
        ...last,
        text: `${last.text}${apart}${text.trim()}`,
        right: Math.max(last.right, right),
      }
    }
  }
  return cells
}

function inHeight(piece: Piece, y: number, size: number): string {
  if (piece.size > size * smallShare) return piece.text
  const above = piece.y - y
  const text = piece.text.trim()
  if (above > size * 0.15) return raised(text)
  return above < -size * 0.05 ? lowered(text) : piece.text
}
