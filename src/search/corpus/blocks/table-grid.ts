export interface Cell {
  readonly text: string
  /** Whether it names a column or a row. */
  readonly head: boolean
  readonly columns: number
  readonly rows: number
}

/** No table of a document is wider, and a span of a million columns fills no memory. */
const widest = 100

/** A span as it is written; 1 where it is no number that makes sense. */
export function spanOf(written: string | undefined): number {
  const span = /^\s*\d{1,4}\s*$/.test(written ?? '') ? Number(written) : 1
  return Math.max(1, Math.min(span, 1000))
}

/** Puts every cell at each place that it covers; a cell over several places is the same object at all of them. */
export function spreadRows(rows: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] {
  /** Cells of rows above that reach down, by column. */
  const reaching: ({ readonly cell: Cell; left: number } | undefined)[] = []
  return rows.map((row) => {
    const spread: Cell[] = []
    const takeReaching = (): void => {
      for (let above = reaching[spread.length]; above !== undefined; above = reaching[spread.length]) {
        above.left -= 1
        if (above.left <= 0) reaching[spread.length] = undefined
        spread.push(above.cell)
      }
    }
    for (const cell of row) {
      takeReaching()
      for (let column = 0; column < cell.columns && spread.length < widest; column++) {
        if (cell.rows > 1) reaching[spread.length] = { cell, left: cell.rows - 1 }
        spread.push(cell)
      }
    }
    takeReaching()
    return spread
  })
}
