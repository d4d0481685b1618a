import type { Study } from '../../../src/server/contract/study.ts'
import { CountsTable } from '../../house/counts-table.tsx'
import { count } from '../words/number-words.ts'

/** How many captured answers a second person compared with the page, and how many differed. */
export function SecondChecksPart({ checks }: { readonly checks: Study['secondChecks'] }) {
  if (checks.length === 0) return null
  return (
    <>
      <h3>Second check of captured answers</h3>
      <CountsTable
        caption="Captured answers checked by a second person"
        head={['System', 'Captured', 'Drawn', 'Checked', 'Differed']}
        rows={checks.map(({ label, captured, toCheck, checked, differed }) => ({
          key: label,
          cells: [label, ...[captured, toCheck, checked, differed].map(count)],
        }))}
      />
    </>
  )
}
