import { type DraftBlock, type DraftInline, inlineText } from '../reading/draft.ts'

type Cell = readonly DraftInline[]

/**
 * Takes away columns of a table that held references and nothing else. An empty column under "References" would tell, in a
 * rendering without references, which system likes such tables.
 */
export function withoutSourceColumns(block: DraftBlock): DraftBlock {
  if (block.kind === 'list') {
    return { ...block, entries: block.entries.map((entry) => entry.map(withoutSourceColumns)) }
  }
  if (block.kind === 'quote') return { ...block, children: block.children.map(withoutSourceColumns) }
  if (block.kind !== 'table') return block
  const emptied = block.head.flatMap((_, column) => (isEmptied(block.rows, column) ? [column] : []))
  if (emptied.length === 0 || emptied.length === block.head.length) return block
  const keep = (cells: readonly Cell[]) => cells.filter((_, column) => !emptied.includes(column))
  return { ...block, head: keep(block.head), rows: block.rows.map(keep) }
}

/** Whether no row says anything in a column, and one at least cites something there. */
function isEmptied(rows: readonly (readonly Cell[])[], column: number): boolean {
  const cells = rows.map((row) => row[column] ?? [])
  return (
    cells.every((cell) => !/[\p{L}\p{N}]/u.test(inlineText(cell))) &&
    cells.some((cell) => cell.some(({ kind }) => kind === 'cite'))
  )
}
