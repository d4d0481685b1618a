import { type ProblemError, problem } from '../../problem.ts'

/** Throws `TABLE_COLUMN_DUPLICATE` or `TABLE_COLUMN_NAME`; unnamed columns (`''`) may repeat. */
export function refuseBadColumns(columns: readonly string[], file: string): void {
  const seen = new Set<string>()
  for (const column of columns) {
    if (column !== '' && seen.has(column))
      throw problem(
        'TABLE_COLUMN_DUPLICATE',
        'Two columns have the same name.',
        'Rename one of the two columns.',
        { place: { file, line: 1 }, value: column, expected: 'distinct column names' },
      )
    // Such a key would set an object's prototype instead of a cell.
    if (column === '__proto__')
      throw problem('TABLE_COLUMN_NAME', 'This column name is reserved.', 'Rename the column.', {
        place: { file, line: 1 },
        value: column,
      })
    seen.add(column)
  }
}

export function noRows(file: string): ProblemError {
  return problem('TABLE_NO_ROWS', 'The table has no rows.', 'Export the table again with its rows.', {
    place: { file },
    expected: 'at least one row below the header',
  })
}
