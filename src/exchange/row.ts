import type { Problem } from '../problem.ts'
import type { Cell } from './tables/table.ts'

/** One row under examination. Anything in `problems` makes the whole row bad: nothing of it is imported. */
export interface Row {
  readonly file: string
  readonly line: number
  readonly cells: Readonly<Record<string, Cell>>
  readonly problems: Problem[]
}

/** What was read of a cell: `undefined` where it was bad (and reported), null where it was empty. */
export type Read<T> = T | null | undefined

export interface CellProblem {
  readonly code: string
  readonly message: string
  readonly value?: string | null
  readonly expected?: string
  readonly remedy: string
}

/** Reports a problem of one field of the row; always `undefined`, so that readers can return it. */
export function badCell(row: Row, field: string, found: CellProblem): undefined {
  row.problems.push({
    code: found.code,
    message: found.message,
    place: { file: row.file, line: row.line, field },
    value: found.value ?? null,
    expected: found.expected ?? null,
    remedy: found.remedy,
  })
  return undefined
}

export function missingCell(row: Row, field: string, expected: string): undefined {
  return badCell(row, field, {
    code: 'ROW_FIELD_MISSING',
    message: 'The cell is empty.',
    expected,
    remedy: 'Fill it in, or say in the mapping what an empty cell means.',
  })
}

export function unknownLabel(row: Row, field: string, value: string, labels: Iterable<string>): undefined {
  return badCell(row, field, {
    code: 'ROW_VALUE_UNKNOWN',
    message: 'The mapping has no such label.',
    value,
    expected: listed(labels),
    remedy: 'Correct the cell, or add the label to the mapping.',
  })
}

const longestList = 20

/** Labels in words: `"yes", "no" or "maybe"`, at most twenty of them. */
export function listed(labels: Iterable<string>): string {
  const names = [...labels].map((label) => JSON.stringify(label))
  if (names.length > longestList)
    return `one of ${names.slice(0, longestList).join(', ')} and ${names.length - longestList} more`
  return names.length === 1 ? `${names[0]}` : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}
