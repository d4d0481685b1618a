import type { ReactNode } from 'react'

export interface CountsTable {
  readonly caption: string
  /** The first names the rows; the others stand over their numbers. */
  readonly head: readonly string[]
  readonly rows: readonly {
    readonly key: string
    readonly cells: readonly ReactNode[]
    /** A row that sums up. */
    readonly total?: boolean
  }[]
  /** Columns of words, by their number; numbers stand to the right. */
  readonly words?: readonly number[]
}

/** A table of counts in a box that scrolls where the page is narrow. */
export function CountsTable({ caption, head, rows, words = [] }: CountsTable) {
  const dress = (column: number) => (column === 0 || words.includes(column) ? undefined : 'n')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="scroll" role="group" aria-label={caption} tabIndex={0}>
      <table className="counts">
        <caption className="hidden">{caption}</caption>
        <thead>
          <tr>
            {head.map((title, column) => (
              <th key={title} scope="col" className={dress(column)}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [first, ...others], total = false }) => (
            <tr key={key} className={total ? 'total' : undefined}>
              <th scope="row">{first}</th>
              {others.map((cell, index) => (
                <td key={index} className={dress(index + 1)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
