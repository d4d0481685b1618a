import type { Inline } from '../../../src/review/shown/shown-answer.ts'
import { keyed } from '../parts/keyed.ts'
import { Inlines, type SentenceClass } from './inlines.tsx'

type Cell = readonly Inline[]

interface Props {
  readonly head: readonly Cell[]
  readonly rows: readonly (readonly Cell[])[]
  readonly dress: SentenceClass
}

/** A table in a box of its own, which scrolls where the table is wider than the answer. */
export function ShownTable({ head, rows, dress }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="scroll" role="group" aria-label="Table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {keyed(head).map(({ key, one }) =>
              one.length === 0 ? (
                <td key={key} />
              ) : (
                <th key={key} scope="col" dir="auto">
                  <Inlines inlines={one} dress={dress} />
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {keyed(rows).map(({ key, one: row }) => (
            <tr key={key}>
              {keyed(row).map(({ key: column, one }) => (
                <td key={column} dir="auto">
                  <Inlines inlines={one} dress={dress} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
