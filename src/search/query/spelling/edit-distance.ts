/**
 * Distance of two words by single letters left out, put in, exchanged, or swapped with their neighbour (Damerau-Levenshtein,
 * optimal string alignment: no part is edited twice). Returns `most + 1` as soon as it is known to be more than `most`.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  const width = b.length + 1
  reserve(width)
  let [older, old, now] = rows
  for (let column = 0; column < width; column++) old[column] = column
  for (let row = 1; row <= a.length; row++) {
    now[0] = row
    let least = row
    const letter = a.charCodeAt(row - 1)
    for (let column = 1; column < width; column++) {
      const other = b.charCodeAt(column - 1)
      let cost = old[column - 1]! + (letter === other ? 0 : 1)
      cost = Math.min(cost, old[column]! + 1, now[column - 1]! + 1)
      const swapped =
        row > 1 && column > 1 && letter === b.charCodeAt(column - 2) && a.charCodeAt(row - 2) === other
      if (swapped) cost = Math.min(cost, older[column - 2]! + 1)
      now[column] = cost
      if (cost < least) least = cost
    }
    if (least > most) return most + 1
    ;[older, old, now] = [old, now, older]
  }
  return Math.min(old[width - 1]!, most + 1)
}

/** Rows of the table, kept between calls: a correction compares thousands of words. */
const rows: [Int32Array, Int32Array, Int32Array] = [
  new Int32Array(64),
  new Int32Array(64),
  new Int32Array(64),
]

function reserve(width: number): void {
  if (rows[0].length >= width) return
  for (const index of [0, 1, 2] as const) rows[index] = new Int32Array(2 * width)
}
