/**
 * Reads page after page until one comes back short, each beginning after the last row of the one before, so
 * that memory stays flat and no page costs more than the first.
 */
export async function* pages<Row, Position>(
  size: number,
  start: Position,
  read: (after: Position, size: number) => Promise<readonly Row[]>,
  positionOf: (row: Row) => Position,
): AsyncGenerator<readonly Row[]> {
  let after = start
  for (;;) {
    const rows = await read(after, size)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    if (rows.length < size) return
    after = positionOf(last)
  }
}

/** The lowest id: every UUID comes after it. */
export const firstId = '00000000-0000-0000-0000-000000000000'
