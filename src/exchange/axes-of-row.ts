import { type CellRules, labelOf } from './cells.ts'
import type { KnownNames } from './import-record.ts'
import type { AbsoluteMapping, PairwiseMapping } from './mapping.ts'
import { badCell, listed, type Row } from './row.ts'
import type { MarkReader } from './scales.ts'
import { fieldOf, requiredName } from './sources.ts'
import { axisCheck } from './study-axes.ts'

/** One axis of one row with the mark in its cell. */
export interface AxisMark<T> {
  readonly axis: string
  /** Column of the mark. */
  readonly column: string
  readonly mark: T
}

/** Reader of the marks of a row: one of a long table, one for each axis of a wide one. */
export type AxesReader<T> = (row: Row, unanswered: boolean) => readonly AxisMark<T>[]

/**
 * @param own The mark readers of single axes.
 * @param fallback Reads the axes that have none of their own.
 * @param unmarked What an empty cell means where an answer was refused or failed; null: nothing, no mark was due.
 */
export function axesReader<T>(
  mapping: PairwiseMapping | AbsoluteMapping,
  own: ReadonlyMap<string, MarkReader<T>>,
  fallback: MarkReader<T> | null,
  unmarked: T | null,
  known: KnownNames,
  rules: CellRules,
): AxesReader<T> {
  const readMark = (row: Row, axis: string, column: string, unanswered: boolean): readonly AxisMark<T>[] => {
    const read = own.get(axis) ?? fallback
    if (read === null) return []
    const mark = unanswered && labelOf(row, column, rules) === '' ? unmarked : read(row, column)
    return mark === undefined || mark === null ? [] : [{ axis, column, mark }]
  }

  const wide = Object.entries(mapping.axes ?? {}).flatMap(([axis, { column }]) =>
    column === undefined ? [] : [{ axis, column }],
  )
  if (wide.length > 0)
    return (row, unanswered) => wide.flatMap(({ axis, column }) => readMark(row, axis, column, unanswered))

  const { axis: source, value: column = 'value' } = mapping.columns
  const readAxis = requiredName(source, 'axis', rules)
  const field = fieldOf(source, 'axis')
  const check = axisCheck(mapping.form, known.axes)
  return (row, unanswered) => {
    const axis = readAxis(row)
    check(row, field, axis)
    if (axis === undefined) return []
    if (fallback === null && !own.has(axis)) {
      badCell(row, field, {
        code: 'ROW_AXIS_UNKNOWN',
        message: 'The mapping gives this axis no scale.',
        value: axis,
        expected: listed(own.keys()),
        remedy: 'Correct the cell, or add the axis to the mapping.',
      })
      return []
    }
    return readMark(row, axis, column, unanswered)
  }
}
