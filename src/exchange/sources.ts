import { type CellReader, type CellRules, labelOf, readName, required } from './cells.ts'
import type { Source } from './mapping.ts'
import { sourceColumn } from './mapping-columns.ts'
import { badCell, listed, type Read, type Row, unknownLabel } from './row.ts'

/** Reader of a name that may be absent: null where nothing is mapped or the cell is empty. */
export function nameReader(source: Source | undefined, rules: CellRules): CellReader<string> {
  if (source === undefined) return () => null
  if (typeof source === 'string') return (row) => readName(row, source, rules)
  if ('constant' in source) return () => source.constant
  const { column } = source
  const values = new Map(Object.entries(source.values))
  return (row) => {
    const label = labelOf(row, column, rules)
    const value = values.get(label)
    if (value !== undefined) return value
    return label === '' ? null : unknownLabel(row, column, label, values.keys())
  }
}

/** Where problems of a source are shown: its column, or its field in the mapping if it is a constant. */
export function fieldOf(source: Source | undefined, field: string): string {
  return source === undefined ? field : (sourceColumn(source) ?? field)
}

/** Reader of a name that has to be there. */
export function requiredName(
  source: Source | undefined,
  field: string,
  rules: CellRules,
): (row: Row) => string | undefined {
  const read = nameReader(source, rules)
  const shown = fieldOf(source, field)
  return (row) => required(row, shown, read(row), `a name of the ${field}`)
}

/** As `nameReader`, but a mapped cell has to be filled: a hole in an identity is not "not identified". */
export function identityReader(
  source: Source | undefined,
  field: string,
  rules: CellRules,
): (row: Row) => Read<string> {
  return source === undefined ? () => null : requiredName(source, field, rules)
}

/** A check against names that the caller allows; null allows all. */
export type NameCheck = (row: Row, field: string, name: Read<string>) => void

export function nameCheck(code: string, word: string, allowed: readonly string[] | null): NameCheck {
  if (allowed === null) return () => {}
  const known = new Set(allowed)
  return (row, field, name) => {
    if (name === null || name === undefined || known.has(name)) return
    badCell(row, field, {
      code,
      message: `The study has no such ${word}.`,
      value: name,
      expected: listed(known),
      remedy: `Correct the cell, or translate the label to a name of the study's in the mapping.`,
    })
  }
}

/** Reader of an item's strata; a stratum whose cell is empty is left out. */
export function strataReader(
  strata: Readonly<Record<string, Source>> | undefined,
  rules: CellRules,
): (row: Row) => Readonly<Record<string, string>> {
  const readers = Object.entries(strata ?? {}).map(
    ([name, source]) => [name, nameReader(source, rules)] as const,
  )
  return (row) => {
    const found: Record<string, string> = {}
    for (const [name, read] of readers) {
      const value = read(row)
      if (value !== null && value !== undefined) found[name] = value
    }
    return found
  }
}
