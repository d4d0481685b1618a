import type { EconomicsProblem } from '../../../src/server/contract/economics.ts'

/** What is wrong with the file of assumptions, in the words of the command. */
export function ProblemList({ problems }: { readonly problems: readonly EconomicsProblem[] }) {
  return (
    <ul>
      {problems.map((one) => (
        <li key={`${one.line} ${one.field} ${one.expected}`}>
          <strong>{placeOf(one)}</strong>: {one.message}
          {one.value !== null && (
            <>
              {' '}
              Found <code>{one.value}</code>.
            </>
          )}
          {one.expected !== null && ` Expected ${one.expected}.`} {one.remedy} <small>[{one.code}]</small>
        </li>
      ))}
    </ul>
  )
}

/** As the command writes a place: `economics.yaml, line 3, field figures.hosting.value`. */
function placeOf({ file, line, field }: EconomicsProblem): string {
  return [file, line === null ? null : `line ${line}`, field === null ? null : `field ${field}`]
    .filter((part) => part !== null)
    .join(', ')
}
