import type { ItemPartColumns, Mapping, Source } from './mapping.ts'

/** Every column that a mapping names, with the field of the mapping that names it; each column once. */
export function mappedColumns(mapping: Mapping): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const add = (source: Source | undefined, field: string): void => {
    const column = source === undefined ? null : sourceColumn(source)
    if (column !== null && !found.has(column)) found.set(column, field)
  }
  const { strata, context, options, ...columns } = partColumns(mapping)
  for (const [name, source] of Object.entries(columns)) add(source, `columns.${name}`)
  for (const source of context ?? []) add(source, 'columns.context')
  if (typeof options === 'string') add(options, 'columns.options')
  else for (const [label, source] of Object.entries(options ?? {})) add(source, `columns.options.${label}`)
  for (const [name, source] of Object.entries(strata ?? {})) add(source, `columns.strata.${name}`)
  if (mapping.form === 'pairwise' || mapping.form === 'absolute')
    for (const [name, axis] of Object.entries(mapping.axes ?? {})) add(axis.column, `axes.${name}.column`)
  if (mapping.form === 'pairwise' && typeof mapping.firstShown === 'object')
    add(
      'column' in mapping.firstShown ? mapping.firstShown.column : mapping.firstShown.armColumn,
      'firstShown',
    )
  return found
}

/** The columns of a mapping, with those of an item's parts where it is about items. */
function partColumns({
  columns,
}: Mapping): Mapping['columns'] & Pick<ItemPartColumns, 'context' | 'options'> {
  return columns
}

/** The column a source reads; null for a constant. */
export function sourceColumn(source: Source): string | null {
  if (typeof source === 'string') return source
  return 'column' in source ? source.column : null
}
