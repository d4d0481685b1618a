import { type Cell, spanOf } from '../blocks/table-grid.ts'
import { elements, type XmlElement } from './element.ts'

/** The rows of a `table` of HTML, as JATS and SPL write it. */
export function htmlRows(
  table: XmlElement,
  text: (cell: XmlElement) => string,
): { readonly rows: readonly (readonly Cell[])[]; readonly headRows: number | null } {
  const rowsIn = (...names: readonly string[]): readonly XmlElement[] =>
    names.flatMap((name) => elements(table, name)).flatMap((part) => elements(part, 'tr'))
  const heads = rowsIn('thead')
  const body = [...elements(table, 'tr'), ...rowsIn('tbody', 'tfoot')]
  return {
    rows: [...heads, ...body].map((row) =>
      elements(row)
        .filter(({ name }) => name === 'td' || name === 'th')
        .map((cell) => ({
          text: text(cell),
          head: cell.name === 'th',
          columns: spanOf(cell.attributes.colspan),
          rows: spanOf(cell.attributes.rowspan),
        })),
    ),
    headRows: heads.length > 0 ? heads.length : null,
  }
}
