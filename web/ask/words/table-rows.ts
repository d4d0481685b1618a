/** Rows of one table that name the column of every cell, as a table again. */
export interface TableRows {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/**
 * Reads lines such as `Drug: apixaban | Dose: 5 mg` back into a table. What a cell says is kept to the letter; only the name of its
 * column moves to the head. A first line that is the names alone (`Drug | Dose`) is the head itself.
 *
 * @returns Null where the lines do not all name the same two or more columns: they are shown as they are.
 */
export function tableRows(lines: readonly string[]): TableRows | null {
  const [first = '', ...others] = lines
  const columns = namesOf(others[0] ?? first)
  if (columns === null || columns.length < 2) return null
  const isHead = first.split(' | ').join('\n') === columns.join('\n')
  const body = isHead ? others : lines
  const rows = body.map((line) => cellsOf(line, columns))
  return rows.length > 0 && rows.every((cells) => cells !== null) ? { columns, rows } : null
}

function namesOf(line: string): readonly string[] | null {
  const names = line.split(' | ').map((cell) => /^(.+?): /u.exec(cell)?.[1] ?? null)
  return names.every((name) => name !== null) && new Set(names).size === names.length ? names : null
}

/** Null where a cell has another column before it, or is missing. */
function cellsOf(line: string, columns: readonly string[]): readonly string[] | null {
  const cells = line.split(' | ')
  if (cells.length !== columns.length) return null
  const values = cells.map((cell, at) => {
    const before = `${columns[at]}: `
    return cell.startsWith(before) ? cell.slice(before.length) : null
  })
  return values.every((value) => value !== null) ? values : null
}
