/** A stretch of text on a page, left to right on one height. Lengths in points; y grows upwards. */
export interface Cell {
  readonly text: string
  readonly x: number
  readonly right: number
  readonly y: number
  readonly size: number
}

/** Cells beside each other in one column of a page, from left to right. */
export interface Line {
  readonly cells: readonly Cell[]
  readonly y: number
  /** The size of most of its letters. */
  readonly size: number
  readonly page: number
}

export interface PageLayout {
  readonly height: number
  readonly lines: readonly Line[]
}

/** The text of a line whose cells are words that stand far apart. */
export function lineText({ cells }: Line): string {
  return cells.map(({ text }) => text).join(' ')
}

/** The value in the middle of some numbers; of an even count the lower one. 0 where there are none. */
export function middle(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}
